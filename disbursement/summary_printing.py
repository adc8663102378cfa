"""ใบสำคัญสรุปใบนำส่งเงิน on paper: the contract of the paper, filled from the day, its slips and its trail."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from disbursement.fund_day import FundDay
from disbursement.fund_day.states import BEFORE_REPORT, State
from disbursement.held_release import HeldRelease
from disbursement.models import DepositRow, NonCashLine, Receipt, ReceivedBy, SummaryLine
from disbursement.papers import remittance_summary as paper
from disbursement.remittance import Remittance
from workflows.models import JournalEntry, User
from workflows.names import names_at
from workflows.papers.entries import moment_of, signature_of
from workflows.papers.register import prints
from workflows.papers.signatures import Signature
from workflows.thai import short_date

Entries = list[JournalEntry]
HANDS = (
    ("prepare_summary", "ผู้จัดทำ", ""), ("check_summary", "ผู้ตรวจสอบ", ""), ("compare", "ผู้ตรวจสอบประจำวัน", "ตามคำสั่งนายก"),
)  # fmt: skip


@prints(FundDay.Procedure.code, "remittance_summary", "ใบสำคัญสรุปใบนำส่งเงิน")
def remittance_summary(day: Any, entries: Entries) -> paper.RemittanceSummary:
    """The summary as it stood with the entry that made the paper; with its places once the money was banked or kept."""
    own = since_return([entry for entry in entries if entry.document_id == day.pk])
    lines = list(SummaryLine.objects.filter(document=day.pk).select_related("collector"))
    compared = [entry for entry in own if entry.step == "compare"]
    is_placed = any(entry.step in ("deposit", "keep", "deposit_kept") for entry in own) or (
        compared and day.state not in BEFORE_REPORT
    )
    return paper.RemittanceSummary(
        summarized_on=day.day, slips=tuple(slips(lines, moment_of(own))), incomes=tuple(incomes(day, lines)), placed=tuple(placed(day, lines)) if is_placed else (),
        signatures=tuple(signatures(own)), checked_baht=day.amount_baht if compared else None, remarks=tuple(remarks(day, moment_of(own))),
    )  # fmt: skip


def since_return(own: Entries) -> Entries:
    """What was signed before a return was signed for another summary."""
    returned = max((entry.sequence for entry in own if entry.step == "return_summary"), default=0)
    return [entry for entry in own if entry.sequence > returned]


def slips(lines: list[SummaryLine], moment: datetime | None) -> Iterator[paper.SlipRow]:
    known = Remittance.objects.filter(pk__in=[line.remittance_id for line in lines]).in_bulk()
    names = names_at([line.collector for line in lines], moment)
    for line in lines:
        yield paper.SlipRow(
            known[line.remittance_id].number, names[line.collector_id], line.collected_on, line.cash_baht, line.cheque_baht, line.transfer_baht,
            known[line.remittance_id].from_held_baht or Decimal(),
        )  # fmt: skip


def incomes(day: Any, lines: list[SummaryLine]) -> Iterator[paper.IncomeRow]:
    """Receipts of the same kind are one line, with the slips that they came by (D1); what was kept back names its receipt."""
    issued = Receipt.objects.filter(document__in=[line.remittance_id for line in lines], is_cancelled=False).select_related(
        "document"
    )
    kinds: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in issued.order_by("income", "document__number", "book", "number"):
        kinds[receipt.income].append(receipt)
    for income, receipts in kinds.items():
        came_by = ", ".join(sorted({receipt.document.number for receipt in receipts}))
        yield paper.IncomeRow(income, came_by, len(receipts), sum(receipt.amount_baht for receipt in receipts))
    for line in NonCashLine.objects.filter(document=day.pk).select_related("receipt__book"):
        book = f"เล่มที่ {line.receipt.book.book_number} เลขที่ {line.receipt.number}"
        kept_as = {"kept_as": "ถอนจากเงินรับฝาก"} if is_released(line) else {}
        yield paper.IncomeRow(line.income, book, 1, line.amount_baht, is_cash=False, **kept_as)


def is_released(line: NonCashLine) -> bool:
    """Whether it is money that was held, and not a fine kept back."""
    return HeldRelease.objects.filter(receipt=line.receipt_id).exists()


def placed(day: Any, lines: list[SummaryLine]) -> Iterator[paper.PlacedRow]:
    """Banked by the stamped slips, kept in the safe, in the bank already, or never in hand."""
    kept_and_short = f" (นับได้ {day.to_bank_baht:,.2f} บาท)" if day.difference_baht and day.kept_baht else ""
    deposits = DepositRow.objects.filter(document=day.pk).select_related("account")
    if day.kept_baht:
        banked = ", ".join(f"ใบนำฝาก {row.slip_number}" for row in deposits)
        when = (
            f"{banked} ลงวันที่ {short_date(day.deposited_on)}{kept_and_short}" if banked else "กรรมการเก็บรักษาเงิน จะนำฝากในวันทำการถัดไป"
        )
        yield paper.PlacedRow("เก็บรักษาในตู้นิรภัย", when, day.kept_baht)
    else:
        for row in deposits:
            yield paper.PlacedRow(
                f"นำฝาก {row.account}", f"ใบนำฝาก {row.slip_number} ลงวันที่ {short_date(day.deposited_on)}", row.amount_baht
            )
    if day.transfer_baht:
        yield paper.PlacedRow("เงินโอนเข้าบัญชีธนาคารแล้ว", ", ".join(sorted(transferred_into(lines))), day.transfer_baht)
    if day.from_held_baht:
        yield paper.PlacedRow("อยู่ในธนาคารแล้วตั้งแต่รับฝากเป็นเงินเกินบัญชี", "คำสั่งนายก", day.from_held_baht)
    kept = list(NonCashLine.objects.filter(document=day.pk))
    released = sum((line.amount_baht for line in kept if is_released(line)), Decimal())
    if released:
        yield paper.PlacedRow("มิใช่เงินสด ถอนจากเงินรับฝาก", "ใบเสร็จตามคำสั่งนายก", released)
    if fines := day.non_cash_baht - released:
        yield paper.PlacedRow("มิใช่เงินสด หักจากเงินที่จ่าย", "ใบเสร็จค่าปรับ", fines)


def transferred_into(lines: list[SummaryLine]) -> set[str]:
    into = Receipt.objects.filter(
        document__in=[line.remittance_id for line in lines], received_by=ReceivedBy.TRANSFER, is_cancelled=False
    )
    return {str(receipt.bank_account) for receipt in into.select_related("bank_account")}


def signatures(own: Entries) -> Iterator[Signature]:
    """Both hands of the summary, and the daily checker; whoever has not signed yet leaves a line for the pen."""
    last = {entry.step: entry for entry in own}
    for step, role, seat in HANDS:
        if step in last:
            yield signature_of(last[step], role=role, seat=seat)
        else:
            yield Signature("", "", role, seat)


def remarks(day: Any, moment: datetime | None) -> Iterator[str]:
    if day.late_reason:
        yield f"ลงบัญชีหลังวันรับเงิน หรือยังรับเงินไม่ครบ เพราะ{day.late_reason}"
    if day.keep_reason:
        yield f"ฝากธนาคารไม่ทันในวันนั้น เพราะ{day.keep_reason}"
    if day.carriers and day.state != State.OPEN:
        names = names_at(User.objects.filter(pk__in=day.carriers).order_by("full_name"), moment).values()
        yield f"กรรมการรับส่งเงิน {' และ'.join(names)}"
    if day.late_deposit_reason:
        yield f"นำฝากล่าช้า เพราะ{day.late_deposit_reason}"
