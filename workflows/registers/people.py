"""ทะเบียนบุคลากรและคำสั่ง: units, posts, who holds them, and who acts for whom."""

from django.utils.translation import gettext_lazy as _

from workflows.procedure import procedure
from workflows.registers.accounts import Accounts
from workflows.registers.acting import Acting
from workflows.registers.persons import Persons
from workflows.registers.register import State
from workflows.registers.structure import Structure


@procedure
class PeopleRegister(Acting, Accounts, Persons, Structure):
    """Position is not person: a post stays when people leave, and an order lets somebody act for its holder."""

    class Procedure:
        code = "people_register"
        title = _("ทะเบียนบุคลากรและคำสั่ง")
        ends = (State.OPEN,)
        content = ("change",)
