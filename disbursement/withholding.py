"""Tax withheld at source by a government payer (T3, T5): pure computation, in baht.

It is withheld each time that money is paid, so rate and thresholds are those of the paying day; the value added tax inside a price is of
the document's own law, as the price is."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models.voucher import IncomeKind
from workflows.act import LawOn
from workflows.models import PartyKind
from workflows.refusal import Refusal

RATE = "tax.withholding_percent"
SATANG = Decimal("0.01")
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Withholding:
    """`base_baht` is the price without value added tax, `vat_baht` the tax inside the price, `tax_baht` what is kept back."""

    base_baht: Decimal
    vat_baht: Decimal
    tax_baht: Decimal


def withholding(
    kind: str, gross_baht: Decimal, whole_order_baht: Decimal, law: LawOn, *, paid_on: date, price_has_vat: bool
) -> Withholding:
    """What is kept back of one payment.

    gross_baht        this payment before any deduction
    whole_order_baht  all that this person gets by the order or contract: a natural person's threshold counts it, whatever the instalment
    paid_on           the paying day; before it is known, the day on which the payment is prepared or checked
    price_has_vat     value added tax lies inside both amounts; never true of a payee who is not registered (T5)
    Rounded once, on the total, half a satang up.
    """
    base = before_vat(gross_baht, law, price_has_vat=price_has_vat)
    measured = base if kind == PartyKind.JURISTIC else before_vat(whole_order_baht, law, price_has_vat=price_has_vat)
    paying = law.at(paid_on)
    threshold = paying.value(
        "tax.withholding_juristic_from_baht" if kind == PartyKind.JURISTIC else "tax.withholding_natural_from_baht"
    )
    rate = paying.value(RATE).value
    tax = to_satang(base * rate / HUNDRED) if measured >= threshold.value else NOTHING
    return Withholding(base, gross_baht - base, tax)


def of_voucher(voucher: Any, payee: Any, law: LawOn, paid_on: date) -> Withholding:
    """What is kept back of a voucher that is paid to somebody on a day; `law` is that of the voucher."""
    return withholding(
        payee.kind, voucher.gross_baht, voucher.order_total_baht, law, paid_on=paid_on, price_has_vat=voucher.includes_vat
    )


def before_vat(price_baht: Decimal, law: LawOn, *, price_has_vat: bool) -> Decimal:
    """The price without the value added tax inside it."""
    if not price_has_vat:
        return price_baht
    return to_satang(price_baht * HUNDRED / (HUNDRED + law.value("tax.vat_percent").value))


def to_satang(amount_baht: Decimal) -> Decimal:
    return amount_baht.quantize(SATANG, ROUND_HALF_UP)


def labour_income(income_kind: str, law: LawOn) -> Refusal | None:
    """Wages of labour are taxed by the rate table (มาตรา 40 (2), 50 (1)), which has no road here."""
    if income_kind != IncomeKind.LABOUR:
        return None
    basis = law.basis("tax.withhold_labour")
    return Refusal("NO_ROAD", basis.sentence, basis.label, _("ทำเรื่องนี้นอกระบบไปก่อนตามอัตราก้าวหน้า"), field="income_kind")
