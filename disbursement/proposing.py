"""What nobody need type: what the document knows already, as the form of a step begins. What is counted is never proposed."""

from typing import Any

from disbursement import behind
from disbursement.asks.remittance import in_hands
from disbursement.models import CashAccount, EvidenceKind, ReceiptBook
from disbursement.rules.voucher import needed_evidence
from workflows import clock
from workflows.step import Step


def of_remittance(remittance: Any, step: Step) -> dict[str, Any]:
    """The next slip of the one book in the collector's hands; the safe, where the office has one only and something is to lie in it."""
    if step.name == "record":
        books = ReceiptBook.objects.filter(in_hands(remittance), organization=remittance.organization_id)[:2]
        return {"slips": [{"number": books[0].next_number}]} if len(books) == 1 else {}
    if step.name != "receive" or not remittance.cash_baht + remittance.cheque_baht:
        return {}
    safes = CashAccount.objects.filter(organization=remittance.organization_id)[:2]
    return {"cash_account": safes[0].pk} if len(safes) == 1 else {}


def of_fund_day(day: Any, step: Step) -> dict[str, Any]:
    """Today, and the whole of the money for the bank."""
    if step.opens:
        return {"day": clock.today(day.organization)}
    if "deposits" not in step.fields:
        return {}
    return {"deposits": [{"amount_baht": day.due_at_bank_baht}]}


def of_voucher(voucher: Any, step: Step) -> dict[str, Any]:
    """The papers that it must have, as the case knows them; their page numbers are left to whoever holds the bundle.

    The vendor's paper is offered once, beside the question for it: its row in the bundle follows the answer.
    """
    if "evidence" not in step.fields:
        return {}
    known = behind.behind(voucher)
    note = known.pop(EvidenceKind.INVOICE, None)
    invoice = {"invoice_number": note.number, "invoiced_on": note.dated} if note else {}
    rows = [{"kind": kind, "number": "", "dated": None} for kind in needed_evidence(voucher.order_kind, voucher.fine_baht)]
    return {"payee": voucher.party, "tax_id": voucher.party.tax_id, "evidence": behind.named(rows, known), **invoice}
