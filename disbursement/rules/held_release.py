"""When other money held may not be released (C8, A5): one rule, one function. No text at hand orders any of it but what a clause names."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import ReleaseTo
from disbursement.rules.voucher import payee_and_signer
from workflows import law as laws
from workflows.act import Act, LawOn
from workflows.dates import short_date
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

DIFFERENCE, PAYEES_RECEIPT = "daily_report.difference", "payee_receipt"
RELEASING = laws.practice("เงินรับฝากอื่นถอนตามคำสั่งนายกเป็นหนังสือ ผ่านผู้อำนวยการกองคลังและปลัด พร้อมเหตุผลและหลักฐาน (ระเบียบยังไม่ยืนยัน)")


def named_wrongly(release_to: str, day: Any, slip: Any, owner: Any) -> Iterable[Refusal]:
    """Each way out names its own, and nothing else."""
    basis = RELEASING.label
    if (slip is not None) != (release_to == ReleaseTo.SLIP):
        remedy = _("เลือกใบนำส่งเงินเมื่อเป็นเงินของใบนำส่งเงิน และเฉพาะเมื่อนั้น")
        yield Refusal("NAMED_WRONGLY", _("ใบนำส่งเงินที่เลือกไม่ตรงกับที่จะถอนไป"), basis, remedy, field="remittance")
    if (owner is not None) != (release_to == ReleaseTo.OWNER):
        remedy = _("เลือกเจ้าของเงินเมื่อคืนเจ้าของ และเฉพาะเมื่อนั้น")
        yield Refusal("NAMED_WRONGLY", _("เจ้าของเงินที่เลือกไม่ตรงกับที่จะถอนไป"), basis, remedy, field="party")
    if release_to == ReleaseTo.SLIP and day is None:
        sentence = _("ใบนำส่งเงินอธิบายได้เฉพาะเงินเกินบัญชีของวันใดวันหนึ่ง")
        yield Refusal("NAMED_WRONGLY", sentence, basis, _("เลือกวันที่นับเงินเกิน"), field="fund_day")


def no_surplus(day: Any, is_banked: bool, law: LawOn) -> Refusal | None:
    """What นายก ordered to be held, once nobody can count it again."""
    if day is None or (day.ordered_baht > 0 and day.live_day and is_banked):
        return None
    sentence = _("วันที่ %(day)s ไม่มีเงินเกินบัญชีที่รับฝากไว้ หรือเงินของวันนั้นยังไม่ได้นำฝาก") % {"day": short_date(day.day)}
    remedy = _("นำฝากเงินของวันนั้นก่อน หรือเลือกวันที่นายกสั่งให้รับฝากเงินเกิน")
    return Refusal("NO_SURPLUS", sentence, law.basis(DIFFERENCE).label, remedy, Kind.CONFLICT, "fund_day")


def over_what_is_left(amount_baht: Decimal, left_baht: Decimal, law: LawOn) -> Refusal | None:
    """`left_baht` is what of the named money no other release has taken."""
    if amount_baht <= left_baht:
        return None
    facts = {"left": baht(left_baht), "asked": baht(amount_baht)}
    sentence = _("เงินรับฝากก้อนนี้เหลือให้ถอน %(left)s บาท ไม่พอสำหรับ %(asked)s บาท") % facts
    return Refusal("OVER_BALANCE", sentence, law.basis(DIFFERENCE).label, _("ไม่เกิน %(left)s บาท") % facts, field="amount_baht")


def slip_does_not_explain(slip: Any, day: Any, amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """Handed over and not received, collected by the day of the surplus, and to the satang what is released."""
    if slip is None or day is None:
        return None
    in_hand_baht = slip.cash_baht + slip.cheque_baht
    if slip.state == "remitted" and slip.collected_on <= day.day and in_hand_baht == amount_baht:
        return None
    facts = {
        "slip": slip.number or slip.title,
        "in_hand": baht(in_hand_baht),
        "asked": baht(amount_baht),
        "day": short_date(day.day),
    }
    sentence = _("ใบนำส่งเงิน %(slip)s มีเงินสดและเช็ค %(in_hand)s บาท ไม่ใช่ใบที่รอรับเงิน %(asked)s บาท ซึ่งเก็บไม่หลังวันที่ %(day)s") % facts
    remedy = _("เลือกใบที่นำส่งแล้วและยังไม่ได้รับ จำนวนเงินเท่ากันทุกสตางค์")
    return Refusal("SLIP_DOES_NOT_EXPLAIN", sentence, law.basis(DIFFERENCE).label, remedy, Kind.CONFLICT, "remittance")


def no_evidence(release_to: str, attachments: Iterable[Mapping[str, Any]]) -> Refusal | None:
    """The slip is its own evidence; whatever else becomes of the money is shown on paper."""
    if release_to == ReleaseTo.SLIP or list(attachments):
        return None
    sentence = _("ยังไม่ได้แนบหลักฐานที่มาของเงินหรือสิทธิของเจ้าของ")
    return Refusal("NO_EVIDENCE", sentence, RELEASING.label, _("แนบหลักฐานก่อนเสนอ"), mended_by="attach")


def no_evidence_yet(release: Any, act: Act) -> Refusal | None:
    return no_evidence(release.release_to, act.evidence.rows["attachments"])


def is_owner(release: Any, act: Act) -> Refusal | None:
    """Who gets the money back decides nothing of it."""
    owner = release.party
    if act.person is None or owner is None or owner.officer_id != act.person.pk:
        return None
    return payee_and_signer(act)


def ordered_otherwise(*release_to: str) -> Any:
    """A step of one way out alone."""

    def rule(release: Any, act: Act) -> Refusal | None:
        if release.release_to in release_to:
            return None
        sentence = _("นายกสั่งให้ถอนไปเป็น “%(to)s”") % {"to": release.get_release_to_display()}
        remedy = _("ทำตามคำสั่งนั้น") if release.release_to != ReleaseTo.SLIP else _("รับหรือส่งคืนใบนำส่งเงินที่อ้างถึง")
        return Refusal("ORDERED_OTHERWISE", sentence, RELEASING.label, remedy, Kind.CONFLICT)

    return rule


def payees_receipt_missing(attachments: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """Whoever gets the money signs for it (P-9)."""
    if any(row["kind"] == PAYEES_RECEIPT for row in attachments):
        return None
    sentence = _("ยังไม่ได้แนบใบเสร็จหรือใบสำคัญรับเงินของเจ้าของเงิน")
    return Refusal("NO_PAYEES_RECEIPT", sentence, law.basis("payment.receipt").label, _("แนบก่อนบันทึกว่าคืนแล้ว"), mended_by="attach")


def released_slip_stays(slip: Any, law: LawOn) -> Refusal:
    sentence = _("ใบนำส่งเงิน %(slip)s รับจากเงินรับฝากตามคำสั่งนายกแล้ว") % {"slip": slip.number}
    return Refusal("SLIP_RELEASED", sentence, law.basis(DIFFERENCE).label, _("ให้ใบนี้เข้าใบสำคัญสรุปตามที่รับไว้"), Kind.CONFLICT)
