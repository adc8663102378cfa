"""The registers of money: the budget, the accounts, the receipt books, the keys of the safe."""

from disbursement.registers import foretelling  # noqa: F401  pages learn what the steps change
from disbursement.registers.accounts import AccountRegister
from disbursement.registers.budget import BudgetRegister
from disbursement.registers.custody import CustodyRegister
from disbursement.registers.receipt_books import ReceiptBookRegister

__all__ = ["AccountRegister", "BudgetRegister", "CustodyRegister", "ReceiptBookRegister"]
