"""รายงานสถานะการเงินประจำวัน on paper: filled from the day's report, its seals, its count and its trail."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from disbursement.cheque_return import ChequeReturn
from disbursement.fund_day import FundDay, accounts
from disbursement.held_release import HeldRelease
from disbursement.models import (
    CashCount,
    ChequeRepayment,
    Face,
    HeldKind,
    KeySeat,
    NonCashLine,
    ReportAccount,
    ReportHeld,
    ReportSeal,
    SummaryLine,
)
from disbursement.papers import daily_position as paper
from disbursement.shortage import Shortage
from workflows.models import JournalEntry
from workflows.names import name_at
from workflows.papers.entries import moment_of, signature_of
from workflows.papers.register import prints
from workflows.papers.signatures import Order, Signature
from workflows.thai import baht, short_date

Entries = list[JournalEntry]
UNDONE = "cheque_return.undo_booking"
SIGNED_COUNT = ("accept_count", "report_difference")


@prints(FundDay.Procedure.code, "daily_position", "รายงานสถานะการเงินประจำวัน")
def daily_position(day: Any, entries: Entries) -> paper.DailyPosition:
    """The report as it stood with the entry that made the paper: with its seals first, then counted, then handed over."""
    told = Telling(day, entries)
    return paper.DailyPosition(
        reported_on=day.day, accounts=tuple(told.accounts()), counted=tuple(told.counted()), held=tuple(told.held()), prepared=told.prepared(),
        custody=told.custody(), seals=tuple(told.seals()), previous_seal=day.previous_seal, informed=told.informed(),
        non_cash=tuple(told.non_cash()), quiet_days=tuple(map(date.fromisoformat, day.quiet_days)), remarks=tuple(told.remarks()),
        is_counted=told.is_counted, count_note=told.count_note(),
        cheque_difference_baht=day.cheque_difference_baht if told.is_counted else Decimal(), handover=told.handover(),
    )  # fmt: skip


class Telling:
    """One day's report, and the entries up to the one that made the paper, in the words of the paper."""

    def __init__(self, day: Any, entries: Entries) -> None:
        self.day = day
        own = [entry for entry in entries if entry.document_id == day.pk]
        drawn_up = max((entry.sequence for entry in own if entry.step == "draw_up_report"), default=0)
        self.entries = [entry for entry in own if entry.sequence >= drawn_up]
        self.count_began = max((e.sequence for e in self.entries if e.step in ("record_count", "change_count")), default=0)
        self.keys = list(KeySeat.objects.filter(document=day.pk).select_related("person"))
        self.is_counted = bool(self.count_began)

    def last(self, step: str) -> JournalEntry | None:
        return next((entry for entry in reversed(self.entries) if entry.step == step), None)

    def accounts(self) -> Iterator[paper.AccountDay]:
        for row in ReportAccount.objects.filter(document=self.day.pk):
            yield paper.AccountDay(
                row.name, row.brought_baht, row.received_baht, row.moved_in_baht, row.moved_out_baht, row.paid_baht, row.account_number,
                in_hand=row.cash_account_id is not None,
            )  # fmt: skip

    def counted(self) -> Iterator[paper.Counted]:
        if not self.is_counted:
            return
        for row in CashCount.objects.filter(document=self.day.pk):
            yield paper.Counted(str(Face(row.face).label), Face(row.face).baht, row.pieces)
        if self.day.instruments_baht:
            day = self.day
            yield paper.Counted("เช็คและตราสาร", day.instruments_baht, day.instruments_count, day.instruments_baht)

    def held(self) -> Iterator[paper.HeldMoney]:
        for row in ReportHeld.objects.filter(document=self.day.pk):
            yield paper.HeldMoney(str(HeldKind(row.kind).label), row.brought_baht, row.in_baht, row.out_baht)

    def non_cash(self) -> Iterator[paper.NonCashReceipt]:
        for row in NonCashLine.objects.filter(document=self.day.pk).select_related("receipt__book"):
            number = f"เล่มที่ {row.receipt.book.book_number} เลขที่ {row.receipt.number}"
            yield paper.NonCashReceipt(row.income, number, row.amount_baht)

    def seals(self) -> Iterator[paper.PrintedSeal]:
        for row in ReportSeal.objects.filter(document=self.day.pk):
            yield paper.PrintedSeal(row.position, datetime.fromisoformat(row.sealed_at), row.entries, row.hash)

    def prepared(self) -> tuple[Signature, ...]:
        """Who drew it up; where the count differs, his signature under the count is asked of him too (C8)."""
        drawn_up = self.last("draw_up_report")
        return () if drawn_up is None else (signature_of(drawn_up, role="ผู้จัดทำ"), *self.signed_difference())

    def signed_difference(self) -> Iterator[Signature]:
        members = {seat.person_id for seat in self.keys}
        for entry in self.entries:
            if entry.step == "sign_count" and entry.sequence > self.count_began and entry.person_id not in members:
                yield signature_of(entry, role="รับทราบผลต่าง", seat="เจ้าหน้าที่การเงิน")

    def custody(self) -> paper.Custody:
        """The members with their keys; a line for the pen where somebody has not signed."""
        signed = {e.person_id: e for e in self.entries if e.step == "sign_count" and e.sequence > self.count_began}
        done = next((entry for entry in reversed(self.entries) if entry.step in SIGNED_COUNT), None)
        members = tuple(self.member(seat, signed.get(seat.person_id), "กรรมการ") for seat in self.keys)
        first = next((seat for seat in self.keys if not seat.stands_in), self.keys[0])
        return paper.Custody(Order(first.order_number, first.ordered_on), done.recorded_time if done else None, members)

    def member(self, seat: KeySeat, entry: JournalEntry | None, role: str) -> Signature:
        by = "โดยตำแหน่ง · " if seat.by_position else "ผู้แทนชั่วคราว · " if seat.stands_in else ""
        place = f"{by}กุญแจดอกที่ {seat.position}"
        if entry is None:
            return Signature(name_at(seat.person, moment_of(self.entries)), seat.position_title, role, place)
        return signature_of(entry, role=role, seat=place, own_position=seat.position_title)

    def informed(self) -> tuple[Signature, ...]:
        """ปลัด and นายก (C7)."""
        found = []
        for step, role, post in (("pass_report", "เสนอ", "ปลัด"), ("acknowledge", "ทราบ", "นายก")):
            entry = self.last(step)
            found.append(Signature("", post, role) if entry is None else signature_of(entry, role=role))
        return tuple(found)

    def handover(self) -> paper.Handover | None:
        """What came out of the safe in the morning (C9)."""
        taken = self.last("take_over")
        if taken is None:
            return None
        released = {entry.person_id: entry for entry in self.entries if entry.step == "release"}
        members = tuple(self.member(seat, released.get(seat.person_id), "ผู้มอบ") for seat in self.keys)
        officer = signature_of(taken, role="ผู้รับมอบ", seat="เจ้าหน้าที่การเงิน")
        return paper.Handover(self.day.handed_baht, "เพื่อนำฝากธนาคารทั้งจำนวน", members, officer)

    def count_note(self) -> str:
        """What is said of a difference, and what นายก ordered (C8)."""
        day = self.day
        if not day.count_note:
            return ""
        order = (
            f" นายกสั่งการตามคำสั่งที่ {day.difference_order_number}: {day.difference_order}"
            if day.difference_order
            else " รายงานนายกทันที"
        )
        return f"{day.count_note}{order}"

    def remarks(self) -> Iterator[str]:
        day = self.day
        if day.amount_baht:
            yield f"รับตามใบสำคัญสรุปใบนำส่งเงิน ที่ {day.number} รวม {baht(day.amount_baht)} บาท"
        if day.kept_baht:
            yield f"เงินสดและเช็คของวัน {baht(day.kept_baht)} บาท เก็บรักษาในตู้นิรภัย เพราะ{day.keep_reason}"
        yield from self.late_slips()
        for row in NonCashLine.objects.filter(document=day.pk, receipt__received_on__lt=day.day).select_related("receipt__book"):
            yield f"ใบเสร็จ {row.receipt} เป็นรายรับของวันที่ {short_date(row.receipt.received_on)}"
        if day.late_reason:
            yield f"ลงบัญชีหลังวันรับเงิน หรือยังรับเงินไม่ครบ เพราะ{day.late_reason}"
        if day.late_entries:
            yield f"รวมรายการของวันก่อนซึ่งลงบัญชีภายหลัง {day.late_entries} รายการ"
        if day.late_deposit_reason:
            yield f"นำฝากล่าช้าเมื่อ {short_date(day.deposited_on)} เพราะ{day.late_deposit_reason}"
        yield from self.returned_cheques()
        for debt in self.owed():
            yield f"ลูกหนี้เงินขาดบัญชีของวันที่ {short_date(debt.day)} ยังไม่ได้ชดใช้ {baht(debt.amount_baht)} บาท ตามคำสั่งที่ {debt.order_number}"
        for row in self.ordered_before():
            kind = "เงินขาดบัญชีซึ่งลงเป็นลูกหนี้" if row.ordered_baht < 0 else "เงินเกินบัญชีซึ่งรับฝากไว้"
            yield f"รวม{kind} {baht(abs(row.ordered_baht))} บาท ของวันที่ {short_date(row.day)} ตามคำสั่งที่ {row.difference_order_number}"

    def late_slips(self) -> Iterator[str]:
        """Money of earlier days, and which surplus of theirs it explains."""
        day = self.day
        for line in SummaryLine.objects.filter(document=day.pk, collected_on__lt=day.day).select_related("remittance"):
            yield f"ใบนำส่งเงิน {line.remittance.number} เป็นเงินที่เก็บวันที่ {short_date(line.collected_on)}"
            if release := HeldRelease.objects.filter(remittance=line.remittance_id, state=HeldRelease.State.SETTLED).first():
                yield f"ใบนำส่งเงิน {line.remittance.number} รับจากเงินรับฝากอื่น {baht(release.amount_baht)} บาท ตามคำสั่งที่ {release.order_number}"
            for surplus, order_number in self.surpluses(line):
                yield (
                    f"เงินของใบนำส่งเงิน {line.remittance.number} เท่ากับเงินเกินบัญชี {baht(surplus.ordered_baht)} บาท"
                    f" ของวันที่ {short_date(surplus.day)} ซึ่งรับฝากไว้ตามคำสั่งที่ {order_number}"
                )

    def surpluses(self, line: SummaryLine) -> Iterator[tuple[Any, str]]:
        """What was counted too much on earlier days, and ordered on, before a slip of that day brought as much (C8, D2)."""
        own = self.last("draw_up_report")
        if own is None:
            return
        orders = JournalEntry.objects.filter(
            organization=self.day.organization_id, procedure="fund_day", step="order_on_difference", id__lt=own.pk
        )
        days = FundDay.objects.filter(pk__in=orders.values("document"), day__gte=line.collected_on, day__lt=self.day.day)
        for day in days.order_by("day"):
            if day.ordered_baht > 0 and day.ordered_baht == line.cash_baht + line.cheque_baht:
                yield day, day.difference_order_number

    def owed(self) -> Any:
        """What was missing on earlier days and had not been made good by the end of this one."""
        debts = Shortage.objects.filter(organization=self.day.organization_id, day__lt=self.day.day)
        return debts.exclude(state=Shortage.State.FOUND).exclude(repaid_on__lte=self.day.day).order_by("day", "pk")

    def returned_cheques(self) -> Iterator[str]:
        """What the bank took back stands among what was paid, and is no payment; what of it is still owed (C10)."""
        day, before = self.day, self.day.previous()
        found = ChequeReturn.objects.filter(organization=day.organization_id, debited_on__lte=day.day).order_by("pk")
        seen = accounts.seen_by(day, found.values("pk"))
        told = accounts.seen_by(before, found.values("pk")) if before is not None else set()
        undone = accounts.seen_by(day, found.values("pk"), UNDONE)
        undone_before = accounts.seen_by(before, found.values("pk"), UNDONE) if before is not None else set()
        gone = list(found.filter(pk__in=seen).select_related("account"))
        for back in gone:
            cheque = f"เลขที่ {back.instrument} เป็นเงิน {baht(back.amount_baht)} บาท"
            if back.pk not in told:
                assert back.debited_on is not None, "it has moved money"
                debited = f"ธนาคารหักวันที่ {short_date(back.debited_on)} ตามเรื่องเช็คคืนที่ {back.number}"
                yield f"ช่องจ่ายวันนี้ของ {back.account} รวมเช็คคืน {cheque} {debited}"
            if back.pk in undone - undone_before:
                yield f"ช่องรับวันนี้ของ {back.account} รวมการกลับรายการเช็คคืน {cheque} ซึ่งลงบัญชีผิด ตามเรื่องเช็คคืนที่ {back.number}"
        if unpaid := self.unpaid([back for back in gone if back.pk not in undone]):
            yield f"ลูกหนี้เช็คคืน {len(unpaid)} ฉบับ ยังไม่ได้รับชำระ รวม {baht(sum(unpaid, Decimal()))} บาท"

    def unpaid(self, gone: list[ChequeReturn]) -> list[Decimal]:
        """What was owed at the end of the day of each cheque that is not paid again in full, in baht."""
        repaid = ChequeRepayment.objects.filter(document__in=gone, recorded_on__lte=self.day.day).order_by().values_list("document")
        paid = dict(repaid.annotate(paid=Sum("amount_baht")))
        owed = ((back.amount_baht or Decimal()) - paid.get(back.pk, Decimal()) for back in gone)
        return [left for left in owed if left]

    def ordered_before(self) -> Any:
        """Differences of earlier days whose order was given since the report before: this one's books follow it for the first time."""
        reports = JournalEntry.objects.filter(organization=self.day.organization_id, procedure="fund_day", step="draw_up_report")
        own = self.last("draw_up_report")
        if own is None:
            return []
        before = reports.filter(id__lt=own.pk).exclude(document=self.day.pk).order_by("-id").first()
        orders = JournalEntry.objects.filter(
            organization=self.day.organization_id, procedure="fund_day", step="order_on_difference"
        )
        since = orders.filter(id__gt=before.pk if before else 0, id__lt=own.pk)
        return FundDay.objects.filter(pk__in=since.values("document")).order_by("day")
