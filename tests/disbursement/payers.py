"""An office that can pay, and what tests open in it: vouchers of purchases whose orders are signed, bank files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from disbursement.models import BudgetLine
from disbursement.registers import BudgetRegister
from disbursement.rehearsal.walk import TransferWalk, VoucherWalk
from disbursement.voucher import Voucher
from procurement.purchase import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.bank_days import bank_clock
from tests.standing_in import enter_order
from workflows import clock, engine
from workflows.fields import new_id
from workflows.founding import register_of
from workflows.models import Party, Position
from workflows.practice import PracticeOffice, found_practice_office
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister

LATE_BY_DAYS = 30
Refuses = Callable[[str, Callable[[], Any]], Refused]
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))


class Payers:
    """The practice office with its vendors and lines, and what tests open in it."""

    def __init__(self, today: date | None = None) -> None:
        """On the day of the clock on the wall, as long as the banks are open, or on one of a practice clock."""
        clocked = {"is_practice": True, "practice_today": today} if today is not None else bank_clock()
        self.office: PracticeOffice = found_practice_office(**clocked)
        self.vendors, self.lines = furnish(self.office)
        self.today: date = clock.today(self.office.fresh())
        self.opened = 0

    def goes_to(self, day: date) -> None:
        """Move the practice clock."""
        engine.perform(None, register_of(self.office.organization, OfficeRegister), "set_practice_day", day=day)
        self.today = day

    def purchase(self, price: str = "107000.00", vendor: Party | None = None, line: BudgetLine | None = None) -> Any:
        """A purchase whose order is signed and received: its budget is committed."""
        need = Need("ซื้อวัสดุสำนักงาน", (("วัสดุ", "งาน", "1", price),), vendor or self.vendors[0], line or self.lines[0],
                    members=COMMITTEE)  # fmt: skip
        return Walk(self.office, need).to(State.ORDERED)

    def purchase_of_finance(self, price: str) -> Any:
        """The finance unit asks for itself: its clerk and its director stand where another unit's do."""
        people, units = self.office.people, self.office.units
        stand = {**people, "orathai": people["kanda"], "somchai": people["rattana"]}
        office = replace(self.office, people=stand, units={**units, "กองช่าง": units["กองคลัง"]})
        need = Need("ซื้อวัสดุสำนักงาน", (("วัสดุ", "งาน", "1", price),), self.vendors[0], self.lines[3], members=COMMITTEE)
        return Walk(office, need).to(State.ORDERED)

    def voucher(self, purchase: Any = None, **changes: Any) -> VoucherWalk:
        """A voucher in draft, of the whole order unless told otherwise."""
        purchase = purchase or self.purchase()
        self.opened += 1
        party = changes.pop("party", purchase.vendor)
        given = {
            "title": f"{purchase.title} ครั้งที่ {self.opened}", "budget_line": purchase.budget_line, "party": party, "order_kind": "goods",
            "order_number": purchase.order_number or "1/2570", "ordered_on": self.today, "order_total_baht": purchase.agreed_price_baht,
            "includes_vat": party.is_vat_registered, "spending_approved_on": self.today, "delivered_on": self.today, "accepted_on": self.today,
            "acceptance_number": f"{self.opened}/2570", "acceptance": new_id(), "gross_baht": purchase.agreed_price_baht,
            "fine_baht": Decimal(0), "is_last": True, **changes,
        }  # fmt: skip
        unit = given.pop("unit", purchase.unit)
        opened = engine.open_document(None, Voucher, self.office.organization, case=purchase.case, unit=unit, **given)
        return VoucherWalk(self.office, opened.document)

    def accepted_ago(self, days: int) -> dict[str, date]:
        """The dates of an acceptance that lies back."""
        accepted = self.today - timedelta(days=days)
        before = accepted - timedelta(days=LATE_BY_DAYS)
        return {"spending_approved_on": before, "ordered_on": before, "delivered_on": accepted, "accepted_on": accepted}

    def approved(self, purchase: Any = None, **changes: Any) -> Any:
        """The payment that waits after an approved voucher."""
        walk = self.voucher(purchase, **changes)
        walk.to(Voucher.State.APPROVED)
        return walk.payment()

    def stand_in(
        self, who: str, post: str, *, capacity: str = "in_absence", matters: Sequence[str] = (), ceiling_baht: str | None = None
    ) -> None:
        """An acting order for today."""
        position = Position.objects.get(organization=self.office.organization, title=post)
        order = {"starts_on": self.today, "ends_on": self.today, "order_number": "405/2569", "ordered_on": self.today}
        enter_order(
            self.office, who, position=position, capacity=capacity, matters=list(matters), ceiling_baht=ceiling_baht, **order
        )

    def is_payee(self, who: str, party: Party) -> None:
        """An officer stands behind a payee."""
        parties = register_of(self.office.organization, PartyRegister)
        engine.perform(self.office.theera, parties, "name_officer", party=party, officer=self.office.people[who])

    def line_of_last_year(self) -> BudgetLine:
        line, budget = self.lines[0], register_of(self.office.organization, BudgetRegister)
        facts = {
            "unit": line.unit,
            "fiscal_year": line.fiscal_year - 1,
            "code": "ปีก่อน",
            "name": "งบปีก่อน",
            "allotted_baht": "1000.00",
        }
        engine.perform(self.office.kanda, budget, "add_line", **facts)
        return BudgetLine.objects.get(code="ปีก่อน")

    def transfer(self, **hands: Any) -> TransferWalk:
        return TransferWalk(self.office, **hands)
