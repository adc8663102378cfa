"""The practice office with its vendors and budget lines, and a purchase to walk."""

from collections.abc import Callable
from typing import Any

import pytest

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.bank_days import found_on_bank_day
from tests.beginnings import beginning
from workflows.practice import PracticeOffice, found_practice_office

COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
PAPER = ("กระดาษ A4", "รีม", "100", "120.00")
INK = ("หมึกพิมพ์", "กล่อง", "10", "2500.00")


@beginning
def office() -> PracticeOffice:
    office = found_practice_office()
    furnish(office)
    return office


@pytest.fixture
def walk(office: PracticeOffice) -> Walk:
    """Two lines worth 37,000 baht, a committee of three, one instalment."""
    return make_walk(office)()


@pytest.fixture
def walks(office: PracticeOffice) -> Callable[..., Walk]:
    return make_walk(office)


@beginning
def bank_office() -> PracticeOffice:
    """The same, on a day on which a bank can pay."""
    office = found_on_bank_day()
    furnish(office)
    return office


@pytest.fixture
def bank_walks(bank_office: PracticeOffice) -> Callable[..., Walk]:
    return make_walk(bank_office)


def make_walk(office: PracticeOffice) -> Callable[..., Walk]:
    vendors, lines = furnish(office)

    def make(**changes: Any) -> Walk:
        facts = {
            "title": "ซื้อวัสดุสำนักงาน",
            "lines": (PAPER, INK),
            "vendor": vendors[0],
            "budget_line": lines[1],
            "members": COMMITTEE,
            **changes,
        }
        return Walk(office, Need(**facts))

    return make
