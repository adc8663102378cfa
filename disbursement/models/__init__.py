"""What disbursement stores."""

from disbursement.models.budget import BudgetLine, BudgetMovement
from disbursement.models.cheque_return import ChequeRepayment, ChequeReturnFacts, ReturnedReceipt
from disbursement.models.custody import Keyholder
from disbursement.models.fund_day import (
    SIGNED_OF_DAY,
    CustodyAct,
    CustodySignature,
    DepositRow,
    FundDayFacts,
    KeySeat,
    NonCashLine,
    ReportAccount,
    ReportHeld,
    ReportSeal,
    SummaryLine,
)
from disbursement.models.held_release import HeldReleaseFacts, ReleaseTo
from disbursement.models.own_transfer import OwnTransferFacts
from disbursement.models.payment import PaymentFacts, ProofKind
from disbursement.models.receipts import BookHolding, BookKind, Receipt, ReceiptBook, ReceivedBy
from disbursement.models.remittance import CashCount, Face, RemittanceFacts
from disbursement.models.shortage import ShortageFacts
from disbursement.models.transfer import TransferFacts, TransferResult, TransferRow
from disbursement.models.treasury import (
    AccountMovement,
    BankAccount,
    CashAccount,
    CashMovement,
    HeldKind,
    HeldMovement,
    MoneyHeld,
)
from disbursement.models.voucher import EvidenceKind, IncomeKind, OrderKind, VoucherEvidence, VoucherFacts

__all__ = [
    "SIGNED_OF_DAY",
    "AccountMovement",
    "BankAccount",
    "BookHolding",
    "BookKind",
    "BudgetLine",
    "BudgetMovement",
    "CashAccount",
    "CashCount",
    "CashMovement",
    "ChequeRepayment",
    "ChequeReturnFacts",
    "CustodyAct",
    "CustodySignature",
    "DepositRow",
    "EvidenceKind",
    "Face",
    "FundDayFacts",
    "HeldKind",
    "HeldMovement",
    "HeldReleaseFacts",
    "IncomeKind",
    "KeySeat",
    "Keyholder",
    "MoneyHeld",
    "NonCashLine",
    "OrderKind",
    "OwnTransferFacts",
    "PaymentFacts",
    "ProofKind",
    "Receipt",
    "ReceiptBook",
    "ReceivedBy",
    "ReleaseTo",
    "RemittanceFacts",
    "ReportAccount",
    "ReportHeld",
    "ReportSeal",
    "ReturnedReceipt",
    "ShortageFacts",
    "SummaryLine",
    "TransferFacts",
    "TransferResult",
    "TransferRow",
    "VoucherEvidence",
    "VoucherFacts",
]
