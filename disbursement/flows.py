"""The flows of disbursement, where viewflow looks for them."""

from disbursement.registers import BudgetRegister
from workflows.flow import flow_for

for _model in (BudgetRegister,):
    flow_for(_model, __name__)
