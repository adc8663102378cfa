"""When a cheque is not returned as somebody says, or not paid again (C10, R1): one rule, one function."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import ReceivedBy
from disbursement.rules.bank_day import bank_closed
from workflows.act import Act, LawOn
from workflows.dates import short_date
from workflows.refusal import Kind, Refusal
from workflows.thai import baht, same_number

RETURNED, PAID_AGAIN, BOOKS = "cheque.returned", "cheque.paid_again", "daily_report.equals_bank"
RETURN_NOTICE = "return_notice"


def is_payer(name: str, payer: str) -> bool:
    """Whether two receipts name one payer, however the spaces lie."""
    return name.split() == payer.split()


# Which receipt.


def not_a_cheque(receipt: Any, law: LawOn) -> Refusal | None:
    """Only what was paid by cheque can come back, and only on a receipt that is valid."""
    if receipt.is_cancelled:
        sentence, remedy = _("ใบเสร็จ %(receipt)s ยกเลิกแล้ว") % {"receipt": receipt}, _("เลือกใบเสร็จที่ออกแทน")
        return Refusal("RECEIPT_CANCELLED", sentence, law.basis("receipt.cancelled").label, remedy, field="receipt")
    if receipt.received_by == ReceivedBy.CHEQUE:
        return None
    facts = {"receipt": receipt, "way": receipt.get_received_by_display()}
    sentence = _("ใบเสร็จ %(receipt)s รับเป็น%(way)s ไม่ใช่เช็ค") % facts
    return Refusal("NOT_A_CHEQUE", sentence, law.basis(RETURNED).label, _("เลือกใบเสร็จที่รับเป็นเช็คตามเลขที่ในหนังสือแจ้ง"), field="receipt")


def never_deposited(receipt: Any, day: Any, law: LawOn) -> Refusal | None:
    """The bank returns what it was given. `day` is the day's money with which the cheque was banked; None where it was not."""
    if day is not None:
        return None
    sentence = _("เช็คของใบเสร็จ %(receipt)s ยังไม่ได้นำฝากธนาคาร ธนาคารจึงคืนไม่ได้") % {"receipt": receipt}
    remedy = _("นำฝากพร้อมเงินของวันก่อน หรือถ้าใบเสร็จผิดให้คืนใบนำส่งเงินให้แก้ใบเสร็จ")
    return Refusal("CHEQUE_NOT_DEPOSITED", sentence, law.basis("deposit.same_day").label, remedy, Kind.CONFLICT, "receipt")


def returned_already(found: Any, law: LawOn, field: str = "receipt") -> Refusal | None:
    """One cheque of one receipt comes back once; the cheque that paid for it again has a receipt of its own. `found` is the other return."""
    if found is None:
        return None
    sentence = _("เช็คของใบเสร็จนี้บันทึกว่าคืนแล้วใน “%(title)s”") % {"title": found.title}
    remedy = _("ทำต่อในเรื่องนั้น เช็คฉบับใหม่ที่คืนอีกให้เลือกใบเสร็จของเช็คฉบับใหม่")
    return Refusal(
        "CHEQUE_RETURNED_ALREADY", sentence, law.basis(RETURNED).label, remedy, Kind.CONFLICT, field, case=str(found.case_id)
    )


def not_of_this_cheque(receipts: Iterable[Any], slip: Any, instrument: str, law: LawOn) -> Iterator[Refusal]:
    """Lines of the slip in which the cheque was taken in, valid, and of its number; a cheque that was written with its bank and one
    without may be the same, so its figures are compared."""
    basis = law.basis(RETURNED).label
    for receipt in receipts:
        facts = {"receipt": receipt, "cheque": instrument}
        if receipt.document_id != slip or receipt.is_cancelled or receipt.received_by != ReceivedBy.CHEQUE:
            sentence = _("ใบเสร็จ %(receipt)s ไม่ใช่ใบที่รับเป็นเช็คและใช้ได้ในใบนำส่งเงินเดียวกัน") % facts
            yield Refusal("NOT_OF_THIS_CHEQUE", sentence, basis, _("เลือกเฉพาะใบเสร็จในใบนำส่งเงินที่รับเช็คฉบับนี้"), field="receipts")
        elif figures(receipt.instrument) != figures(instrument):
            sentence = _("ใบเสร็จ %(receipt)s ชำระด้วยเช็คเลขที่อื่น ไม่ใช่ %(cheque)s") % facts
            yield Refusal("NOT_OF_THIS_CHEQUE", sentence, basis, _("เลือกเฉพาะใบเสร็จที่มีเลขที่เช็คตามหนังสือแจ้ง"), field="receipts")


def figures(instrument: str) -> str:
    """The figures of a cheque's number, without the name of its bank."""
    return "".join(letter for letter in same_number(instrument) if letter.isdecimal())


# What the bank says.


def notice_missing(attachments: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """The bank's own paper says that it took the money back."""
    if any(row["kind"] == RETURN_NOTICE for row in attachments):
        return None
    sentence = _("ยังไม่ได้แนบหนังสือแจ้งเช็คคืนของธนาคาร")
    return Refusal("NO_RETURN_NOTICE", sentence, law.basis(RETURNED).label, _("แนบหนังสือแจ้งของธนาคารก่อน"), mended_by="attach")


def no_notice_yet(_document: Any, act: Act) -> Refusal | None:
    """Told before anything is typed."""
    return notice_missing(act.evidence.rows["attachments"], act.law)


def amount_differs(notice_baht: Decimal, cheque_baht: Decimal, law: LawOn) -> Refusal | None:
    """The whole cheque, to the satang."""
    if notice_baht == cheque_baht:
        return None
    facts = {"notice": baht(notice_baht), "cheque": baht(cheque_baht)}
    sentence = _("หนังสือแจ้งเป็นเงิน %(notice)s บาท แต่ใบเสร็จที่ชำระด้วยเช็คนี้รวม %(cheque)s บาท") % facts
    remedy = _(
        "ตรวจจำนวนเงินในหนังสือแจ้ง ถ้าเช็คฉบับนี้ไม่ได้ชำระตามใบเสร็จเหล่านี้ทุกใบ หรือชำระใบอื่นด้วย ให้ระบุใบเสร็จที่เช็คฉบับนี้ชำระ ถ้าเป็นเช็คฉบับอื่นให้ถอนเรื่องนี้"
    )
    label = law.basis(RETURNED).label
    return Refusal("NOTICE_AMOUNT_DIFFERS", sentence, label, remedy, field="amount_baht", mended_by="name_receipts")


def debited_wrongly(
    debited_on: date, deposited_on: date, acted_on: date, special: Mapping[date, bool], law: LawOn
) -> Iterator[Refusal]:
    """On a day on which banks are open, not before it had the cheque, and not in the future."""
    basis, facts = law.basis(RETURNED).label, {"day": short_date(debited_on), "deposited": short_date(deposited_on)}
    if debited_on < deposited_on:
        sentence = _("ธนาคารหักบัญชีวันที่ %(day)s ก่อนวันนำฝากเช็ค ซึ่งคือ %(deposited)s") % facts
        yield Refusal(
            "RETURNED_BEFORE_DEPOSIT", sentence, basis, _("ตรวจวันที่ในหนังสือแจ้ง หรือเลือกใบเสร็จของเช็คให้ถูก"), field="debited_on"
        )
    if debited_on > acted_on:
        sentence = _("วันที่ %(day)s ยังมาไม่ถึง") % facts
        yield Refusal("DEBITED_IN_FUTURE", sentence, basis, _("ใส่วันที่ธนาคารหักบัญชีแล้วตามหนังสือแจ้ง"), field="debited_on")
    closed = bank_closed(debited_on, special, basis, _("ใส่วันที่หักบัญชีตามหนังสือแจ้งหรือรายการเดินบัญชี"), field="debited_on")
    if closed is not None:
        yield closed


def not_deposited_there(account: Any, left_baht: Decimal, cheque_baht: Decimal, law: LawOn) -> Refusal | None:
    """The bank takes back from the account into which it had put. `left_baht` is what was paid in there with the cheque, less other returns of it."""
    if cheque_baht <= left_baht:
        return None
    facts = {"account": account, "left": baht(left_baht), "cheque": baht(cheque_baht)}
    sentence = _("การนำฝากครั้งนั้นเข้าบัญชี %(account)s เหลือที่คืนได้ %(left)s บาท ไม่ถึงเช็ค %(cheque)s บาท") % facts
    return Refusal("NOT_DEPOSITED_THERE", sentence, law.basis("deposit.evidence").label, _("เลือกบัญชีที่เช็คนี้ฝากเข้า"), field="account")


def not_enough_free(account: Any, free_baht: Decimal, cheque_baht: Decimal, law: LawOn) -> Refusal | None:
    """The bank has taken it whatever was promised: a transfer that it can no longer bear is not sent."""
    if cheque_baht <= free_baht:
        return None
    facts = {"account": account, "free": baht(free_baht), "cheque": baht(cheque_baht)}
    sentence = _("%(account)s ใช้ได้ %(free)s บาท ส่วนที่เหลือรอโอนอยู่ ลงบัญชีเช็คคืน %(cheque)s บาทไม่ได้") % facts
    remedy = _("ถอนชุดรายการโอนที่ธนาคารยังไม่ได้โอน หรือโอนจากบัญชีอื่นเข้ามาก่อน แล้วลงบัญชีอีกครั้ง")
    return Refusal("OVER_BALANCE", sentence, law.basis(BOOKS).label, remedy, Kind.CONFLICT)


def waits_for_check(title: str, case: str, law: LawOn) -> Refusal | None:
    """A report that leaves out what the bank is known to have taken back is not as the bank's book (C10)."""
    if not title:
        return None
    sentence = _("“%(title)s” ซึ่งธนาคารหักบัญชีแล้ว ยังรอผู้อำนวยการกองคลังตรวจ จึงยังไม่อยู่ในยอดเงินของวันนี้") % {"title": title}
    remedy = _("ให้ผู้อำนวยการกองคลังตรวจและลงบัญชี หรือส่งคืนให้แก้ไขก่อน")
    return Refusal("CHEQUE_RETURN_UNCHECKED", sentence, law.basis(BOOKS).label, remedy, Kind.CONFLICT, case=case)


def repaid_already(receipts: Iterable[Any], law: LawOn) -> Refusal | None:
    """What was paid rests on the debt: it is not taken away from under the receipts."""
    paid = ", ".join(str(receipt) for receipt in receipts)
    if not paid:
        return None
    sentence = _("มีการชำระแทนเช็คนี้แล้วตามใบเสร็จ %(receipts)s จึงกลับรายการไม่ได้") % {"receipts": paid}
    remedy = _("ตรวจกับธนาคารและผู้จ่ายเป็นหนังสือ แล้วสั่งการให้ติดตามต่อในเรื่องนี้")
    return Refusal("REPAID_ALREADY", sentence, law.basis(PAID_AGAIN).label, remedy, Kind.CONFLICT)


# The payer pays again.


def not_of_return(receipt: Any, owed_baht: Decimal, since: date, is_returned: bool, law: LawOn) -> Iterator[Refusal]:
    """A new receipt of money, since the bank took the old away, of no more than is owed; whether its own cheque came back too is `is_returned`."""
    basis, facts = law.basis(PAID_AGAIN).label, {"receipt": receipt, "owed": baht(owed_baht), "since": short_date(since)}
    if receipt.is_cancelled or receipt.received_by == ReceivedBy.NON_CASH:
        sentence = _("ใบเสร็จ %(receipt)s ยกเลิกแล้ว หรือไม่มีเงินเข้ามา") % facts
        yield Refusal("RECEIPT_NOT_OF_DEBT", sentence, basis, _("ออกใบเสร็จใหม่เมื่อรับเงิน แล้วเลือกใบนั้น"), field="receipt")
    if receipt.received_on < since or is_returned:
        sentence = _("ใบเสร็จ %(receipt)s ออกก่อนวันที่ธนาคารหักบัญชี (%(since)s) หรือเช็คของใบนั้นก็คืน") % facts
        yield Refusal("RECEIPT_NOT_OF_DEBT", sentence, basis, _("ออกใบเสร็จใหม่เมื่อผู้จ่ายชำระอีกครั้ง แล้วเลือกใบนั้น"), field="receipt")
    if receipt.amount_baht > owed_baht:
        sentence = _("ใบเสร็จ %(receipt)s เกินที่ยังค้าง %(owed)s บาท") % facts
        remedy = _("แยกใบเสร็จ: ใบที่ชำระแทนเช็คคืนไม่เกิน %(owed)s บาท เงินอื่นออกอีกใบ") % facts
        yield Refusal("PAID_TOO_MUCH", sentence, basis, remedy, field="receipt")


def paid_by_other(receipt: Any, payer: str, paid_for: str, law: LawOn) -> Refusal | None:
    """Anybody may pay for the payer, and the paper says who that is: a stranger's receipt makes no debt good."""
    if is_payer(receipt.payer, payer) or paid_for.strip():
        return None
    facts = {"receipt": receipt, "name": receipt.payer, "payer": payer}
    sentence = _("ใบเสร็จ %(receipt)s ออกในนาม %(name)s ไม่ใช่ %(payer)s ผู้จ่ายเช็ค") % facts
    remedy = _("เลือกใบเสร็จของ %(payer)s หรือบอกว่าผู้ชำระแทนเกี่ยวข้องอย่างไร") % facts
    return Refusal("PAID_BY_OTHER", sentence, law.basis(PAID_AGAIN).label, remedy, field="paid_for")
