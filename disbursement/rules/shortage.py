"""When a shortage is not made good as somebody says (R1, C8): one rule, one function. Who may say so stands in no text at hand."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from disbursement.rules.cheque_return import is_payer
from workflows import law as laws
from workflows.act import Act, LawOn
from workflows.dates import short_date
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

HANDS = laws.practice("ผู้ต้องชดใช้เงินขาดบัญชีไม่บันทึกและไม่ยืนยันการชดใช้ของตน (หนังสือสั่งการยังไม่ยืนยัน)")


def nobody_named(people: Sequence[Any], note: str) -> Refusal | None:
    if people or note.strip():
        return None
    sentence = _("ยังไม่ได้ระบุว่าใครต้องชดใช้")
    return Refusal("NOBODY_NAMED", sentence, HANDS.label, _("เลือกบุคลากร หรือเขียนว่าเป็นผู้ใดหรือเหตุใดจึงยังไม่ทราบ"), field="debtors")


def debtor_unnamed(shortage: Any, act: Act) -> Refusal | None:
    """Of a debt that began before นายก was asked for it."""
    if shortage.named:
        return None
    return Refusal("DEBTOR_UNNAMED", _("นายกยังไม่ได้ระบุผู้ต้องชดใช้"), HANDS.label, _("ให้ผู้อำนวยการกองคลังขอให้นายกระบุก่อน"), Kind.CONFLICT)


def owes(shortage: Any, act: Act) -> Refusal | None:
    """Nobody says of himself that he has paid."""
    if act.person is None or act.person.pk.hex not in (shortage.debtors or ()):
        return None
    return debtor_records()


def own_receipt(receipt: Any, act: Act) -> Refusal | None:
    """Nor does whoever the receipt names as the payer, also where nobody named him as owing."""
    if act.person is None or not is_payer(receipt.payer, act.person.full_name):
        return None
    return debtor_records()


def debtor_records() -> Refusal:
    sentence = _("คุณเป็นผู้ต้องชดใช้หรือผู้ชำระเงินนี้ จึงบันทึกหรือยืนยันการชดใช้ไม่ได้")
    return Refusal("DEBTOR_RECORDS", sentence, HANDS.label, _("ให้ผู้อื่นที่มีตำแหน่งหรือมีคำสั่งให้ทำแทนเป็นผู้ทำ"), Kind.GATE)


def not_of_shortage(shortage: Any, receipt: Any, law: LawOn) -> Refusal:
    """The whole, to the satang, in money, since it was missing."""
    facts = {"receipt": receipt, "amount": baht(shortage.amount_baht), "day": short_date(shortage.day)}
    sentence = _("ใบเสร็จ %(receipt)s ไม่ใช่ใบเสร็จที่ใช้ได้ จำนวน %(amount)s บาท ตั้งแต่วันที่ %(day)s") % facts
    remedy = _("ออกใบเสร็จเต็มจำนวน %(amount)s บาท แล้วเลือกใบนั้น") % facts
    return Refusal("RECEIPT_NOT_OF_DEBT", sentence, law.basis("receipt.issue").label, remedy, field="receipt")
