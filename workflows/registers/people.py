"""ทะเบียนบุคลากรและคำสั่ง: units, posts, who holds them, and who acts for whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.act import Act
from workflows.models import ActingOrder, Holding, Position, Unit, User
from workflows.procedure import procedure
from workflows.registers.accounts import Accounts
from workflows.registers.acting import Acting
from workflows.registers.outside import Outside
from workflows.registers.persons import Persons
from workflows.registers.register import State
from workflows.registers.structure import Structure
from workflows.registers.tokens import Tokens


@procedure
class PeopleRegister(Acting, Outside, Accounts, Tokens, Persons, Structure):
    """Position is not person: a post stays when people leave, and an order lets somebody act for its holder."""

    class Procedure:
        code = "people_register"
        title = _("ทะเบียนบุคลากรและคำสั่ง")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "holding": (Holding, ("position", "person", "starts_on", "ends_on")),
            "order": (ActingOrder, ("position", "person", "starts_on", "ends_on")),
            "position": (Position, ("title",)),
            "unit": (Unit, ("name",)),
            "person": (User, ("full_name", "username")),
        }

    def note(self, act: Act, **data: Any) -> None:
        """Whatever was written here may change who sits where and under which name, which every process keeps of its office."""
        super().note(act, **data)
        act.raised_grants()
