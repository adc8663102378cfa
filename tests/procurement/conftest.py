"""The practice office with its vendors and budget lines, and a purchase to walk."""

from collections.abc import Callable
from typing import Any

import pytest

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.bank_days import found_on_bank_day
from workflows.practice import PracticeOffice, found_practice_office

COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
PAPER = ("กระดาษ A4", "รีม", "100", "120.00")
INK = ("หมึกพิมพ์", "กล่อง", "10", "2500.00")


@pytest.fixture
def office(db: None) -> PracticeOffice:
    return found_practice_office()


@pytest.fixture
def walk(office: PracticeOffice) -> Walk:
    """Two lines worth 37,000 baht, a committee of three, one instalment."""
    return make_walk(office)()


@pytest.fixture
def walks(office: PracticeOffice) -> Callable[..., Walk]:
    return make_walk(office)


@pytest.fixture
def bank_walks(db: None) -> Callable[..., Walk]:
    """The same, in an office on whose day a bank can pay."""
    return make_walk(found_on_bank_day())


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
