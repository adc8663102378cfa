"""The custody committee as its pages show it: who has signed the count, who has turned his key, and what a signature is for."""

import uuid
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.fund_day import balances, explaining, gathering, keys
from disbursement.fund_day.states import State
from disbursement.models import CustodyAct
from workflows.models import User
from workflows.pages import Column, Matter, Seat, Table
from workflows.thai import baht


def shown(day: Any, rows: keys.Rows, person: User) -> Iterator[Seat]:
    """Each key's holder; where the count differs from the books, the finance officer beside them."""
    people = [row["person_id"] for row in rows["keys"]]
    others = sorted(keys.signers(day, rows) - set(people))
    names = dict(User.objects.filter(pk__in=[uuid.UUID(who) for who in (*people, *others)]).values_list("pk", "full_name"))
    for row in rows["keys"]:
        says, tone = said(day, row["person_id"], rows)
        role = _("กุญแจดอกที่ %(key)s") % {"key": row["position"]}
        yield Seat(names[uuid.UUID(row["person_id"])], role, says, tone, row["person_id"] == person.pk.hex)
    for who in others:
        says, tone = said(day, who, rows)
        yield Seat(names[uuid.UUID(who)], _("เจ้าหน้าที่การเงิน"), says, tone, who == person.pk.hex)


def said(day: Any, person: str, rows: keys.Rows) -> tuple[str, str]:
    """What one of them has done last."""
    if day.state == State.COUNTING:
        return _("รอตรวจนับ"), "soon"
    if day.state == State.IN_SAFE and person in keys.holders(rows):
        turned = person in keys.signed(rows, CustodyAct.RELEASE, day.count_number)
        return (_("ไขกุญแจแล้ว"), "ok") if turned else (_("ลงชื่อแล้ว ยังไม่ไขกุญแจ"), "soon")
    if person in keys.signed(rows, CustodyAct.COUNT, day.count_number):
        return _("ลงชื่อแล้ว"), "ok"
    return (_("ยังไม่ลงชื่อ"), "soon") if day.state == State.SIGNING else ("", "")


def matter(day: Any, step: str) -> Matter | None:
    """What is signed in one sentence, where it is not the receipts of the day."""
    if step == "prepare_summary":
        return summed(day)
    if step == "draw_up_report":
        return balances.foreseen(day)
    if step in ("release", "take_over"):
        words = _("ไขตู้นิรภัยมอบเงิน %(amount)s บาท") if step == "release" else _("รับมอบเงินจากกรรมการ %(amount)s บาท")
        return Matter(words % {"amount": baht(day.to_bank_baht)}, is_of_money=False)
    if step in ("sign_count", "order_on_difference", "pass_report", "acknowledge"):
        found = " ".join(filter(None, (counted(day), explaining.told(day))))
        return Matter(found, day.count_note, is_of_money=False, tables=(balances.counted(day),))
    return None


def waiting(day: Any) -> tuple[Table, ...]:
    """Of an open day the slips that wait for its summary."""
    slips = gathering.received(day.organization, day.day) if day.state == State.OPEN else []
    return (slips_table(slips, _("ใบนำส่งเงินที่รอเข้าใบสำคัญสรุปของวันนี้")),) if slips else ()


def slips_table(slips: Sequence[Any], title: str) -> Table:
    ways = [[slip.cash_baht, slip.cheque_baht, slip.transfer_baht] for slip in slips]
    labels = [_("เงินสด"), _("เช็ค"), _("เงินโอน"), _("รวม")]
    if any(slip.from_held_baht for slip in slips):
        labels.insert(-1, _("จากเงินรับฝาก"))
        ways = [[*amounts, slip.from_held_baht or Decimal(0)] for slip, amounts in zip(slips, ways, strict=True)]
    columns = (Column(_("ใบนำส่งเงิน")), Column(_("ผู้เก็บเงิน")), *(Column(label, is_number=True) for label in labels))
    rows = tuple(
        (slip.number, slip.collector.full_name, *map(baht, amounts), baht(sum(amounts, Decimal(0))))
        for slip, amounts in zip(slips, ways, strict=True)
    )
    return Table(columns, rows, title)


def summed(day: Any) -> Matter:
    """The slips that the summary will take in, and what they come to."""
    slips = gathering.received(day.organization, day.day)
    kept_back = gathering.non_cash(day.organization, day.day, day.pk)
    came = sum((slip.amount_baht for slip in slips), Decimal(0))
    held = sum((receipt.amount_baht for receipt in kept_back), Decimal(0))
    facts = {"slips": len(slips), "receipts": len(kept_back), "amount": baht(came + held)}
    kept = tuple((str(receipt), receipt.payer, receipt.income, baht(receipt.amount_baht)) for receipt in kept_back)
    told = (Column(_("ใบเสร็จ")), Column(_("ผู้ชำระ")), Column(_("รายการ")), Column(_("จำนวนเงิน"), is_number=True))
    tables = (slips_table(slips, _("ใบนำส่งเงินที่จะสรุป")), Table(told, kept, _("เงินที่หักไว้ ไม่ใช่เงินสด")))
    sentence = _("สรุปใบนำส่งเงิน %(slips)s ใบ และใบเสร็จเงินที่หักไว้ %(receipts)s ใบ รวม %(amount)s บาท") % facts
    return Matter(sentence, is_of_money=False, tables=tuple(table for table in tables if table.rows))


def counted(day: Any) -> str:
    """What the committee found, beside the books; cash and cheques each where the cheques differ."""
    facts = {"counted": baht(day.counted_baht), "books": baht(day.books_baht), "difference": baht(abs(day.difference_baht))}
    if day.cheque_difference_baht:
        return _(
            "ตรวจนับเงินสดได้ %(cash)s บาท (บัญชี %(books_cash)s บาท) เช็คและตราสารได้ %(cheques)s บาท (บัญชี %(books_cheques)s บาท)"
        ) % {
            "cash": baht(day.counted_baht - day.instruments_baht), "books_cash": baht(day.books_baht - day.books_cheque_baht),
            "cheques": baht(day.instruments_baht), "books_cheques": baht(day.books_cheque_baht),
        }  # fmt: skip
    if not day.difference_baht:
        return _("ตรวจนับได้ %(counted)s บาท ตรงกับบัญชี") % facts
    if day.difference_baht < 0:
        return _("ตรวจนับได้ %(counted)s บาท ขาดจากบัญชี %(difference)s บาท (บัญชี %(books)s บาท)") % facts
    return _("ตรวจนับได้ %(counted)s บาท เกินบัญชี %(difference)s บาท (บัญชี %(books)s บาท)") % facts
