"""Who enters an order to act for a post: Wilai, who keeps the register; for herself a head of a unit, with the order's paper."""

from typing import Any

from django.utils import timezone

from disbursement.rehearsal.walk import paper
from workflows import engine
from workflows.founding import register_of
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister


def enter_order(office: PracticeOffice, who: str, **order: Any) -> None:
    """`order` is what the step asks, the person left out."""
    facts = {"person": office.people[who], "matters": [], "ceiling_baht": None, **order}
    by, step = ("wilai", "order_acting")
    if who == "wilai":
        by, step, facts = "rattana", "enter_order_for_keeper", {**facts, "file": paper("order.pdf")}
    person = office.people[by]
    engine.perform(person, register_of(office.organization, PeopleRegister), step, proof=Proof(person.pk, timezone.now()), **facts)
