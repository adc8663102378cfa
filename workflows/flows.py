"""The flows of the registers and of questions, where viewflow looks for them."""

from workflows.flow import flow_for
from workflows.question import Question
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister
from workflows.registers.people import PeopleRegister

for _model in (PeopleRegister, OfficeRegister, PartyRegister, Question):
    flow_for(_model, __name__)
