"""The flows of disbursement, where viewflow looks for them."""

from disbursement.cheque_return import ChequeReturn
from disbursement.fund_day import FundDay
from disbursement.held_release import HeldRelease
from disbursement.own_transfer import OwnTransfer
from disbursement.payment import Payment
from disbursement.registers import AccountRegister, BudgetRegister, CustodyRegister, ReceiptBookRegister
from disbursement.remittance import Remittance
from disbursement.shortage import Shortage
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from workflows.flow import flow_for

REGISTERS = (BudgetRegister, AccountRegister, ReceiptBookRegister, CustodyRegister)
for _model in (*REGISTERS, Voucher, Payment, Transfer, OwnTransfer, Remittance, FundDay, Shortage, HeldRelease, ChequeReturn):
    flow_for(_model, __name__)
