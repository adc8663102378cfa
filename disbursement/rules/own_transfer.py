"""When money may not move between the office's own accounts: one rule, one function."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from disbursement.rules.payment import DEBIT_ADVICE
from workflows.act import LawOn
from workflows.refusal import Kind, Refusal


def one_account(source: Any, target: Any, law: LawOn) -> Refusal | None:
    """Money that stays where it is was not moved."""
    if source.pk != target.pk:
        return None
    sentence = _("บัญชีที่โอนออกและบัญชีที่โอนเข้าเป็นบัญชีเดียวกัน คือ %(account)s") % {"account": source}
    return Refusal(
        "ONE_ACCOUNT", sentence, law.basis("payment.prepare").label, _("เลือกบัญชีที่โอนเข้าเป็นอีกบัญชีหนึ่ง"), field="target_account"
    )


def debited_already(attachments: Iterable[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """What the bank's own paper says it has carried out is no longer the maker's to take back."""
    if all(row["kind"] != DEBIT_ADVICE for row in attachments):
        return None
    sentence = _("แนบใบแจ้งหักบัญชีของธนาคารแล้ว แสดงว่าธนาคารโอนเงินไปแล้ว ถอนรายการนี้ไม่ได้")
    remedy = _("บันทึกว่าธนาคารโอนแล้ว หากแนบผิดและธนาคารไม่ได้โอน ให้ผู้อำนวยการกองคลังเรียกคืนตามหนังสือแจ้งของธนาคาร")
    return Refusal("DEBITED_ALREADY", sentence, law.basis("payment.result").label, remedy, Kind.CONFLICT)
