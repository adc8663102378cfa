"""ทะเบียนบุคลากรและคำสั่ง: units, posts, who holds them, and who acts for whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.act import Act
from workflows.kept import Kept
from workflows.models import ActingOrder, FormerName, Holding, MachineToken, Position, SeparationWaiver, StartingCode, Unit, User
from workflows.procedure import procedure
from workflows.registers.accounts import Accounts
from workflows.registers.outside import Outside, by_order
from workflows.registers.own_orders import OwnOrders
from workflows.registers.persons import Persons
from workflows.registers.planned import NOBODY_SPECIAL, planned, roles_by_position
from workflows.registers.register import State
from workflows.registers.structure import Structure
from workflows.registers.tokens import Tokens

OPEN: dict[str, Any] = {"closed_on": None}
ACTIVE = {"is_active": "True"}
NEW = {**ACTIVE, **NOBODY_SPECIAL}
NOT_BACK: dict[str, Any] = {"taken_back_on": None}
BACK_SOME_DAY: dict[str, Any] = {"taken_back_on": ...}  # notes of earlier versions do not say when
WAIVED = {name: name for name in ("first_step", "second_step", "person", "ends_on")}


@procedure
class PeopleRegister(OwnOrders, Outside, Accounts, Tokens, Persons, Structure):
    """Position is not person: a post stays when people leave, and an order lets somebody act for its holder."""

    class Procedure:
        code = "people_register"
        title = _("ทะเบียนบุคลากรและคำสั่ง")
        ends = (State.OPEN,)
        content = ("change",)
        chapters = (
            (_("ผู้ดำรงตำแหน่ง"), ("appoint", "end_holding")),
            (
                _("การทำการแทน"),
                (
                    "order_acting",
                    "change_acting",
                    "end_acting",
                    "enter_order_for_keeper",
                    "enter_outside_order",
                    "waive_separation",
                ),
            ),
            (_("บุคคล"), ("add_person", "rename_person", "deactivate_person", "reactivate_person")),
            (_("การเข้าสู่ระบบ"), ("issue_starting_code", "clear_authenticators", "give_token", "take_back_token", "withdraw_token")),
            (
                _("ตำแหน่ง"),
                ("add_position", "set_roles", "set_keepers_roles", "rename_position", "close_position", "reopen_position"),
            ),
            (_("หน่วยงาน"), ("add_unit", "change_unit", "close_unit", "reopen_unit")),
        )
        keeps = {
            "token": Kept(
                MachineToken, ("person", "name", "ends_on", "taken_back_on"),
                implied={"give_token": NOT_BACK, "take_back_token": BACK_SOME_DAY, "withdraw_token": BACK_SOME_DAY},
            ),
            "first_step": Kept(SeparationWaiver, ("starts_on", "order_number"), by=WAIVED),
            "holding": Kept(
                Holding, ("position", "person", "starts_on", "ends_on", "order_number", "ordered_on"), made_with="position",
                implied={"appoint": {"ends_on": None}},
            ),
            "order": Kept(ActingOrder, ("position", "person", "starts_on", "ends_on")),
            "position": Kept(
                Position, ("title", "unit", "closed_on", "roles"), made_with="title", implied={"add_position": OPEN, "reopen_position": OPEN},
                drawn={"roles": roles_by_position},
            ),
            "unit": Kept(
                Unit, ("code", "name", "is_finance", "closed_on"), made_with="code", implied={"add_unit": OPEN, "reopen_unit": OPEN}
            ),
            "person": Kept(
                User, ("full_name", "username", "is_active", *NOBODY_SPECIAL), made_with="username",
                implied={"add_person": NEW, "reactivate_person": ACTIVE, "deactivate_person": {"is_active": "False"}},
            ),
        }  # fmt: skip
        tells = (FormerName, SeparationWaiver, StartingCode)
        planned = planned
        spread = by_order

    def note(self, act: Act, **data: Any) -> None:
        """Whatever was written here may change who sits where and under which name, which every process keeps of its office."""
        super().note(act, **data)
        act.raised_grants()
