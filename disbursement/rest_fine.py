"""The fine of a rest that was ended (ข้อ 162, N8): kept back from the last payment still open, which is fined afresh and signed afresh."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import Reason
from disbursement.asks.voucher import Fine
from disbursement.voucher_states import BEFORE_APPROVAL, LAST_PAYMENT, REVIEWS, State
from workflows.act import Act
from workflows.step import SYSTEM, step

FINE = "procurement.fine"


@step(label=_("เป็นงวดสุดท้าย"), basis=LAST_PAYMENT, by=SYSTEM, source=(*BEFORE_APPROVAL, State.APPROVED))
def note_last(voucher: Any, act: Act) -> None:
    """The rest of the order was ended: nothing more is delivered, so this payment is the last."""
    voucher.is_last = True


@step(label=_("หักค่าปรับของส่วนที่เลิก"), basis=FINE, by=SYSTEM, source=(State.DRAFT, State.RETURNED))
def bear_rest_fine(voucher: Any, act: Act, *, fine_baht: Fine, reason: Reason) -> None:
    """Nobody has signed it as it stands: the clerk lays it with the fine."""
    bear(voucher, fine_baht)


@step(label=_("ส่งคืนเพื่อหักค่าปรับของส่วนที่เลิก"), basis=FINE, by=SYSTEM, source=REVIEWS, target=State.RETURNED)
def return_for_rest_fine(voucher: Any, act: Act, *, fine_baht: Fine, reason: Reason) -> None:
    """Another net amount is another thing to sign: it goes back, and everybody is asked again."""
    bear(voucher, fine_baht)
    voucher.returned_times += 1


def bear(voucher: Any, fine_baht: Any) -> None:
    voucher.fine_baht, voucher.rest_fine_baht = voucher.fine_baht + fine_baht, fine_baht
    if voucher.withheld_baht is not None:
        voucher.net_baht = voucher.gross_baht - voucher.withheld_baht - voucher.fine_baht
