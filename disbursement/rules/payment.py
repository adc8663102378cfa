"""When a payment or a bank file may not go on (P-5, P-7, P-9, P-11, N19): one rule, one function."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import ProofKind, TransferResult
from disbursement.rules.bank_day import debit_day_wrong
from disbursement.withholding import RATE, of_voucher
from workflows.act import Act, LawOn
from workflows.calendar import is_bank_day
from workflows.dates import short_date
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

DEBIT_ADVICE, BANK_NOTICE = "debit_advice", "bank_notice"


def proof_day_wrong(proof_on: date, paid_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """Nobody acknowledges money before it was paid, nor in the future."""
    if paid_on <= proof_on <= acted_on:
        return None
    facts = {"first": short_date(paid_on), "last": short_date(acted_on)}
    sentence = _("หลักฐานการรับเงินต้องลงวันที่ระหว่าง %(first)s ถึง %(last)s") % facts
    return Refusal("PROOF_DATE", sentence, law.basis("payment.receipt").label, _("ตรวจวันที่ในหลักฐาน"), field="proof_on")


def proof_incomplete(kind: str, number: str, reason: str, law: LawOn) -> Refusal | None:
    """A receipt has its number; where none can be had, the payer's own certificate says why."""
    basis = law.basis("payment.receipt").label
    if kind == ProofKind.CERTIFICATE and not reason.strip():
        return Refusal(
            "CERTIFICATE_NEEDS_REASON", _("ใบรับรองการจ่ายเงินต้องบอกเหตุที่เรียกใบเสร็จไม่ได้"), basis, _("เขียนเหตุผล"), field="reason"
        )
    if kind == ProofKind.RECEIPT and not number.strip():
        return Refusal("RECEIPT_NEEDS_NUMBER", _("ใบเสร็จของผู้รับเงินต้องมีเลขที่"), basis, _("ใส่เลขที่ใบเสร็จ"), field="proof_number")
    return None


def not_ready(payments: Iterable[Any], asked: int, ready: str, law: LawOn) -> Iterable[Refusal]:
    """Each payment waits for a file, and for this one alone."""
    found = list(payments)
    basis = law.basis("payment.after_approval").label
    for payment in found:
        if payment.state != ready:
            sentence = _("“%(title)s” ไม่ได้รอจ่าย") % {"title": payment.title}
            yield Refusal("NOT_READY", sentence, basis, _("เลือกเฉพาะรายการที่รอจ่าย"), Kind.CONFLICT, field="payments")
    if len(found) != asked:
        yield Refusal("NOT_READY", _("มีรายการที่ไม่พบ"), basis, _("เปิดหน้านี้ใหม่"), Kind.CONFLICT, field="payments")


def nothing_to_pay(basis: str) -> Refusal:
    """Told instead of a form in which nothing can be chosen."""
    remedy = _("รายการจ่ายเกิดเองเมื่อนายกอนุมัติฎีกา ให้ดำเนินฎีกาให้ได้รับอนุมัติก่อน รายการที่ธนาคารคืนเงินให้ตรวจหรือเปลี่ยนบัญชีผู้รับเงินก่อน")
    return Refusal("NOTHING_TO_PAY", _("ยังไม่มีรายการที่รอจ่าย จึงยังไม่มีอะไรให้จัดทำชุดรายการโอน"), basis, remedy, Kind.CONFLICT, "payments")


def made_before_approval(payments: Iterable[Any], acted_on: date, law: LawOn) -> Iterable[Refusal]:
    """A file is never older than what makes its payments payable (P-1): their approval, or the bank's return."""
    for payment in payments:
        if payment.last_acted_on > acted_on:
            facts = {"title": payment.title, "since": short_date(payment.last_acted_on), "made": short_date(acted_on)}
            sentence = _("“%(title)s” รอจ่ายตั้งแต่ %(since)s ทำชุดรายการโอนลงวันที่ %(made)s ไม่ได้") % facts
            remedy = _("ใส่วันที่ตั้งแต่ %(since)s เป็นต้นไป") % facts
            yield Refusal("DATES_OUT_OF_ORDER", sentence, law.basis("payment.after_approval").label, remedy, field="payments")


def not_as_approved(payments: Sequence[Any], value_on: date, law: LawOn) -> Iterator[Refusal]:
    """What has changed since the approval: the payee's account, or the tax of the day on which it is paid."""
    yield from accounts_replaced(payments, law)
    yield from tax_not_of_day(payments, value_on, law)


def accounts_replaced(payments: Iterable[Any], law: LawOn) -> Iterable[Refusal]:
    """An account that the payee gave up since the approval is looked at again before it is paid into."""
    for payment in payments:
        if payment.payee_account.is_current:
            continue
        facts = {"number": payment.payee_account.number, "payee": payment.party.name, "title": payment.title}
        sentence = _("“%(title)s” จะโอนเข้าบัญชี %(number)s ซึ่ง “%(payee)s” เลิกใช้แล้ว") % facts
        remedy = _("ตรวจหรือเปลี่ยนบัญชีผู้รับเงินของรายการจ่ายก่อน")
        yield Refusal("ACCOUNT_NOT_PAYEES", sentence, law.basis("payment.prepare").label, remedy, field="payments")


def tax_not_of_day(payments: Iterable[Any], value_on: date, law: LawOn) -> Iterable[Refusal]:
    """Tax is withheld when money is paid (T3): what was approved under another rate or threshold is not paid on a day of this one."""
    for payment in payments:
        due = of_voucher(payment.voucher, payment.party, law.at(payment.voucher.law_date), value_on)
        if due.tax_baht == payment.withheld_baht:
            continue
        facts = {
            "title": payment.title,
            "withheld": baht(payment.withheld_baht),
            "day": short_date(value_on),
            "due": baht(due.tax_baht),
        }
        sentence = _("“%(title)s” หักภาษีไว้ %(withheld)s บาท แต่วันที่จ่าย %(day)s ต้องหัก %(due)s บาท") % facts
        remedy = _("ให้ผู้อำนวยการกองคลังถอนรายการจ่าย แล้วคำนวณภาษีในฎีกาใหม่ หรือเลือกวันโอนที่ยังใช้อัตราเดิม")
        yield Refusal("TAX_DIFFERS", sentence, law.at(value_on).value(RATE).label, remedy, field="payments")


def not_bank_day(value_on: date, acted_on: date, special: Mapping[date, bool], law: LawOn) -> Refusal | None:
    if value_on >= acted_on and is_bank_day(value_on, special):
        return None
    sentence = _("วันที่ %(day)s ธนาคารไม่เปิดทำการ หรือผ่านมาแล้ว") % {"day": short_date(value_on)}
    return Refusal("NOT_BANK_DAY", sentence, law.basis("payment.send").label, _("เลือกวันทำการของธนาคารตั้งแต่วันนี้"), field="value_on")


def file_not_written(layout: str, error: Exception, law: LawOn) -> Refusal:
    """The office's layout is unknown, or its encoding cannot write a name."""
    sentence = _("ทำไฟล์ธนาคารตามรูปแบบ “%(layout)s” ไม่ได้ (%(error)s)") % {"layout": layout, "error": error}
    return Refusal("FILE_NOT_WRITTEN", sentence, law.basis("payment.prepare").label, _("ตรวจรูปแบบไฟล์ในค่าที่หน่วยงานกำหนด"))


def results_unknown(results: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], law: LawOn) -> Iterable[Refusal]:
    """Each result is of one row of this file that still waits for it."""
    basis = law.basis("payment.result").label
    waiting = {row["position"] for row in rows if row["result"] == TransferResult.WAITING}
    told = [result["position"] for result in results]
    if not told:
        yield Refusal("NO_RESULT", _("ยังไม่ได้บอกผลของรายการใด"), basis, _("บอกผลรายลำดับ หรือของลำดับที่ไม่ได้ระบุ"), field="results")
    for position in sorted({p for p in told if p not in waiting or told.count(p) > 1}):
        sentence = _("ลำดับที่ %(position)s ไม่มีในชุดนี้ มีผลแล้ว หรือบอกซ้ำ") % {"position": position}
        yield Refusal("RESULT_UNKNOWN", sentence, basis, _("บอกผลเฉพาะลำดับที่รอผล ลำดับละครั้ง"), field="results")


def paid_on_wrong_day(results: Iterable[Mapping[str, Any]], debited_on: date, value_on: date, act: Act) -> Iterator[Refusal]:
    """No bank moves money before the day on which it was told to, nor while it is closed; what it finds wrong in the file it may return earlier.

    debited_on   the day on the bank's advice, on whatever day the advice is attached and the result is written down
    """
    if any(result["result"] == TransferResult.CONFIRMED for result in results):
        early = _("ชุดนี้สั่งให้ธนาคารโอนวันที่ %(since)s จึงบันทึกว่าโอนสำเร็จในวันที่ %(day)s ไม่ได้")
        yield from debit_day_wrong(debited_on, value_on, act.acted_on, early, act.law, field="debited_on")


def value_day_to_come(value_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    if acted_on >= value_on:
        return None
    facts = {"value": short_date(value_on), "told": short_date(acted_on)}
    sentence = _("ชุดนี้สั่งให้ธนาคารโอนวันที่ %(value)s จึงบันทึกว่าโอนสำเร็จในวันที่ %(told)s ไม่ได้") % facts
    remedy = _("บันทึกผลโดยลงวันที่ตั้งแต่ %(value)s เป็นต้นไป") % facts
    return Refusal("BEFORE_VALUE_DAY", sentence, law.basis("payment.result").label, remedy, field="debited_on")


def results_without_advice(
    results: Iterable[Mapping[str, Any]], attachments: Iterable[Mapping[str, Any]], law: LawOn
) -> Refusal | None:
    """What the bank debited is proved by its debit advice, attached before anybody says so."""
    confirms = any(result["result"] == TransferResult.CONFIRMED for result in results)
    return advice_missing(attachments, law) if confirms else None


def advice_missing(attachments: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """The bank's own paper says that the money has gone (P-11)."""
    if any(row["kind"] == DEBIT_ADVICE for row in attachments):
        return None
    sentence = _("ยังไม่ได้แนบใบแจ้งหักบัญชี (Debit Advice) ของธนาคาร")
    return Refusal("NO_DEBIT_ADVICE", sentence, law.basis("payment.result").label, _("แนบใบแจ้งหักบัญชีก่อนบันทึกผล"), mended_by="attach")


def no_advice_yet(_document: Any, act: Act) -> Refusal | None:
    """Told before the results are typed: only where the bank has returned all of them is it not needed."""
    return advice_missing(act.evidence.rows["attachments"], act.law)


def not_paid_today(transfer: Any, act: Act) -> Refusal | None:
    """Told before the results are typed: of such a day the bank can only return."""
    return value_day_to_come(transfer.value_on, act.acted_on, act.law)


def fine_without_book(book: Any, law: LawOn) -> Refusal | None:
    """A fine kept back needs its receipt the same day, so the book must be at hand (N19)."""
    if book is not None:
        return None
    sentence = _("มีรายการที่หักค่าปรับ ต้องออกใบเสร็จค่าปรับในวันเดียวกัน")
    return Refusal(
        "FINE_NEEDS_RECEIPT", sentence, law.basis("receipt.for_fine").label, _("เลือกเล่มใบเสร็จที่คุณถืออยู่"), field="fine_book"
    )


def recalled_too_late(rows: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """What the bank has answered for cannot be recalled."""
    if all(row["result"] == TransferResult.WAITING for row in rows):
        return None
    return Refusal(
        "RESULT_KNOWN", _("ธนาคารแจ้งผลบางรายการแล้ว"), law.basis("payment.result").label, _("บันทึกผลของรายการที่เหลือ"), Kind.CONFLICT
    )


def recalled_without_notice(attachments: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """Only the bank's own word says that a file it holds was not carried out."""
    if any(row["kind"] == BANK_NOTICE for row in attachments):
        return None
    sentence = _("ยังไม่ได้แนบหนังสือแจ้งของธนาคารว่าไม่ได้โอน")
    return Refusal("NO_BANK_NOTICE", sentence, law.basis("payment.result").label, _("แนบหนังสือแจ้งของธนาคาร"))
