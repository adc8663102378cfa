"""When money may not move between the office's own accounts: one rule, one function."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.refusal import Refusal


def one_account(source: Any, target: Any, law: LawOn) -> Refusal | None:
    """Money that stays where it is was not moved."""
    if source.pk != target.pk:
        return None
    sentence = _("บัญชีที่โอนออกและบัญชีที่โอนเข้าเป็นบัญชีเดียวกัน คือ %(account)s") % {"account": source}
    return Refusal(
        "ONE_ACCOUNT", sentence, law.basis("payment.prepare").label, _("เลือกบัญชีที่โอนเข้าเป็นอีกบัญชีหนึ่ง"), field="target_account"
    )
