"""50 ทวิ on paper: filled from a payment of which tax was withheld, and from who stamped it."""

from collections.abc import Iterator
from typing import Any

from disbursement.models import HeldKind, OrderKind
from disbursement.papers import withholding_certificate as paper
from workflows.models import JournalEntry
from workflows.papers.entries import party_at, signature_of
from workflows.papers.register import prints

# By what the law calls the payee (T3): the clause that asks for the tax, and the return that remits it (T4).
CLAUSE = {HeldKind.TAX_NATURAL: "มาตรา 50 (4)", HeldKind.TAX_JURISTIC: "มาตรา 69 ทวิ"}
RETURN = {HeldKind.TAX_NATURAL: "ภ.ง.ด.3", HeldKind.TAX_JURISTIC: "ภ.ง.ด.53"}
RETURNS = ("ภ.ง.ด.1", "ภ.ง.ด.3", "ภ.ง.ด.53")
WITHHELD, WAYS = "หัก ณ ที่จ่าย", ("หัก ณ ที่จ่าย", "ออกให้ตลอดไป", "ออกให้ครั้งเดียว")


def is_withheld(payment: Any) -> bool:
    return bool(payment.withheld_baht)


@prints(
    "payment", "withholding_certificate", "หนังสือรับรองการหักภาษี ณ ที่จ่าย (50 ทวิ)", amount=lambda payment: payment.voucher.before_vat_baht,
    belongs=is_withheld,
)  # fmt: skip
def withholding_certificate(payment: Any, entries: list[JournalEntry]) -> paper.WithholdingCertificate:
    """The certificate for the payee, signed by whoever paid and stamped."""
    office = payment.organization
    stamped = next(entry for entry in reversed(entries) if entry.document_id == payment.pk and entry.step == "stamp")
    payee = party_at(payment.party, stamped.recorded_time)
    return paper.WithholdingCertificate(
        payer=paper.TaxParty("ผู้มีหน้าที่หักภาษี ณ ที่จ่าย", office.name, office.tax_id, office.address),
        payee=paper.TaxParty("ผู้ถูกหักภาษี ณ ที่จ่าย", payee.name, payee.tax_id, payee.address),
        returns=tuple(paper.Choice(name, name == RETURN[payment.withheld_as]) for name in RETURNS),
        incomes=tuple(incomes(payment)),
        ways=tuple(paper.Choice(name, name == WITHHELD) for name in WAYS),
        signature=signature_of(stamped, role="ผู้จ่ายเงิน"),
    )


def incomes(payment: Any) -> Iterator[paper.Income]:
    """The rows of the form. What a government office buys or hires stands under "others": the orders of row 5 bind other payers."""
    voucher = payment.voucher
    bought = "ค่าซื้อ" if voucher.order_kind == OrderKind.GOODS else "ค่าจ้าง"
    detail = f"{bought} ตาม{CLAUSE[payment.withheld_as]}"
    for name in paper.ROWS:
        if name == paper.OTHER:
            yield paper.Income(name, detail, voucher.number, payment.paid_on, voucher.before_vat_baht, payment.withheld_baht)
        else:
            yield paper.Income(name)
