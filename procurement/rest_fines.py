"""Who bears the fine of a rest that never comes: the last payment still open, where it reaches; else the vendor, by a claim (ข้อ 162)."""

from datetime import date
from decimal import Decimal
from typing import Any

from disbursement.rules.voucher import may_still_be_drawn
from disbursement.voucher import Voucher
from disbursement.voucher_states import BEFORE_APPROVAL, State
from disbursement.withholding import of_voucher
from workflows.act import LawOn


def still_open(purchase: Any, *states: str) -> list[Any]:
    """The case's vouchers in these states, the last one first."""
    return list(
        Voucher.objects.filter(case=purchase.case_id, state__in=states).select_related("party", "budget_line").order_by("-pk")
    )


def bearer(purchase: Any, fine_baht: Decimal, acted_on: date, law: LawOn) -> Any:
    """The last voucher that nobody has approved yet and that still pays something after the fine; None where there is none.

    What was approved is signed for its very amount, and may lie with the bank. What can be drawn no more, because its carry-over has
    lapsed (K1), pays nothing: a fine kept back of it would never come.
    """
    if not fine_baht:
        return None
    unapproved = (voucher for voucher in still_open(purchase, *BEFORE_APPROVAL) if may_still_be_drawn(voucher, acted_on, law))
    return next((voucher for voucher in unapproved if net_baht(voucher, law, acted_on) > fine_baht), None)


def net_baht(voucher: Any, law: LawOn, on: date) -> Decimal:
    """What a voucher pays as it stands, in baht, whether its clerk has laid it or not."""
    kept = of_voucher(voucher, voucher.party, law, on)
    net: Decimal = voucher.gross_baht - kept.tax_baht - voucher.fine_baht
    return net


def last_payment(purchase: Any) -> Any:
    """The last voucher that is not paid yet, where it was not known to be the last; None otherwise."""
    found = still_open(purchase, *BEFORE_APPROVAL, State.APPROVED)
    return found[0] if found and not found[0].is_last else None
