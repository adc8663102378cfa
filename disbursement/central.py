"""What e-LAAS is told of money: the voucher, and the receipts of a collector's day."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.models import BookKind, Receipt
from disbursement.voucher_states import State as Checking
from workflows.central.entries import Entry, declare
from workflows.models import System
from workflows.roles import Role

Pairs = Iterable[tuple[str, Any]]
# What e-LAAS printed itself stands there already; only slips of a book are typed in afterwards (R1).
BY_HAND = (
    "exists (select 1 from disbursement_receipt r join disbursement_receiptbook b on b.id = r.book_id "
    f"where r.document_id = {{d}}.id and b.kind = '{BookKind.BOOK.value}' and not r.is_cancelled)"
)


def budget_line(voucher: Any) -> Pairs:
    yield text("รหัสงบประมาณ"), voucher.budget_line.code
    yield text("รายการงบประมาณ"), voucher.budget_line.name


def payee(voucher: Any) -> Pairs:
    account = voucher.payee_account
    yield text("ผู้รับเงิน"), voucher.payee and voucher.payee.name
    yield text("เลขประจำตัวผู้เสียภาษี"), voucher.payee and voucher.payee.tax_id
    yield text("รหัสธนาคาร"), account and account.bank_code
    yield text("เลขที่บัญชีธนาคาร"), account and account.number


VOUCHER_FACTS = {
    "number": lambda voucher: [(text("ฎีกาเลขที่"), voucher.number)],
    "date": lambda voucher: [(text("วันที่ขอเบิก"), voucher.requested_on)],
    "unit": lambda voucher: [(text("หน่วยงานผู้เบิก"), voucher.unit and voucher.unit.name)],
    "budget_line": budget_line,
    "description": lambda voucher: [(text("รายการที่ขอเบิก"), voucher.title)],
    "gross": lambda voucher: [(text("จำนวนเงินขอเบิก"), voucher.gross_baht)],
    "vat": lambda voucher: [(text("ภาษีมูลค่าเพิ่ม"), voucher.vat_baht)],
    "fine": lambda voucher: [(text("ค่าปรับ"), voucher.fine_baht)],
    "withheld": lambda voucher: [(text("ภาษีหัก ณ ที่จ่าย"), voucher.withheld_baht)],
    "net": lambda voucher: [(text("จำนวนเงินจ่ายสุทธิ"), voucher.net_baht)],
    "payee": payee,
    "order": lambda voucher: [(text("ใบสั่งเลขที่"), voucher.order_number), (text("ใบสั่งลงวันที่"), voucher.ordered_on)],
    "accepted_on": lambda voucher: [(text("วันที่ตรวจรับ"), voucher.accepted_on)],
}


def by_hand(remittance: Any) -> Any:
    """The valid slips that were written in a book."""
    receipts = Receipt.objects.filter(document=remittance.pk, book__kind=BookKind.BOOK, is_cancelled=False)
    return receipts.select_related("book").order_by("book", "number")


def slips(remittance: Any) -> Pairs:
    for receipt in by_hand(remittance):
        yield text("ใบเสร็จ %(slip)s %(income)s") % {"slip": receipt, "income": receipt.income}, receipt.amount_baht


REMITTANCE_FACTS = {
    "reference": lambda remittance: [(text("ใบนำส่งเงินเลขที่"), remittance.number)],
    "date": lambda remittance: [(text("วันที่รับเงิน"), remittance.collected_on)],
    "slips": slips,
    "amount": lambda remittance: [(text("รวมเงินตามใบเสร็จเล่ม"), sum((r.amount_baht for r in by_hand(remittance)), Decimal(0)))],
}


ELAAS_VOUCHER = declare(Entry(
    code="elaas_voucher", procedure="voucher", system=System.ELAAS, label=_("เลขที่ฎีกา"), entering=_("ลงเลขที่ฎีกาใน e-LAAS"),
    correcting=_("แก้เลขที่ฎีกาใน e-LAAS"), by=Role.REQUESTER, basis="voucher.prepare",
    states=tuple(state for state in Checking if state != Checking.DRAFT), series="elaas_voucher", facts=VOUCHER_FACTS,
))  # fmt: skip
