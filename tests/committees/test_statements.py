"""How often the database is asked for a signature: at most eight times, eleven with the decision; fewer is aimed at and held here."""

import pytest
from django.db import connection
from django.utils import timezone

from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver, line
from tests.procurement.test_statements import statements
from workflows import engine
from workflows.models import User
from workflows.proof import Proof

# Inside a transaction of the test's own, PostgreSQL is asked once more, to shut the door that a commit shuts by itself.
pytestmark = pytest.mark.own_database


def signed(walk: Inspection, person: User) -> int:
    acceptance = walk.acceptance
    return statements(
        lambda: engine.perform(
            person, acceptance, "sign", version=acceptance.version, key=f"{acceptance.pk.hex}{person.username}",
            proof=Proof(person.pk, timezone.now()), acted_on=acceptance.last_acted_on, opinion="accept",
        )
    )  # fmt: skip


def counted(walk: Inspection) -> list[int]:
    walk.declare()
    walk.find()
    return [signed(walk, person) for person in walk.silent()]


def expected() -> tuple[int, int]:
    """Lock with the vendor, evidence, opinion, entry; and then: hash, number, entry, and procurement, which looks whether it had asked for it.

    On SQLite each row beside the entry is a statement of its own.
    """
    return (4, 8) if connection.vendor == "postgresql" else (5, 11)


@pytest.mark.parametrize("lines", [1, 60])
def test_a_signature_costs_the_same_whatever_is_signed(deliver: Deliver, lines: int) -> None:
    counted(deliver())  # the first step of a process learns content types and the office by heart
    many = [
        line(position=position, ordered_quantity="1", delivered_quantity="1", unit_price_baht="100.00")
        for position in range(1, lines + 1)
    ]
    ordinary, last = expected()
    assert counted(deliver(lines=many, instalment_amount_baht=f"{lines * 100}.00")) == [ordinary, ordinary, last]
