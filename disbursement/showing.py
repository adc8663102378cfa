"""What a voucher's signatures are for: who gets how much."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.step import Step
from workflows.thai import baht


def of_voucher(voucher: Any, step: Step, rows: Any) -> Any:
    """The money that is asked for, and what of it the payee gets; nothing as long as no payee is named."""
    from workflows.pages import Matter  # pages stand above steps

    if voucher.payee is None or voucher.net_baht is None:
        return None
    facts = {
        "title": voucher.title, "gross": baht(voucher.gross_baht), "payee": voucher.payee.name, "net": baht(voucher.net_baht),
    }  # fmt: skip
    return Matter(_("%(title)s เป็นเงิน %(gross)s บาท จ่ายให้ %(payee)s สุทธิ %(net)s บาท") % facts)
