"""The flows of procurement, where viewflow looks for them."""

from procurement.contracts_register import ContractsRegister
from procurement.purchase import Purchase
from procurement.standing_orders import StandingOrders
from workflows.flow import flow_for

for _model in (ContractsRegister, StandingOrders, Purchase):
    flow_for(_model, __name__)
