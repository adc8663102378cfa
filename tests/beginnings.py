"""Offices that many tests begin with: a worker arranges each once, in a database of its own, and every test finds it as it was then.

A beginning is a fixture that asks for no other. A test in a transaction is rolled back to it; a test that commits gets a clone of it.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tests import databases
from workflows import office
from workflows.clock import now
from workflows.models import Organization

Arrange = Callable[[], Any]
BEGUN = pytest.StashKey["Begun"]()


@dataclass(frozen=True)
class Begun:
    """A database in which something was arranged, what came of it, and what the process then knew of its offices."""

    arrange: Arrange
    name: str
    value: Any
    kept: dict[Any, office.Office]


@dataclass
class Beginnings:
    """All that this worker has arranged. What was arranged yesterday is arranged anew, for an office lives on the day of its clock."""

    databases: databases.Databases
    begun: dict[tuple[Arrange, date], Begun] = field(default_factory=dict)

    def of(self, item: pytest.Item) -> Begun | None:
        """What the test begins with: the first beginning among its fixtures."""
        arrange = next((arrange for name in item.fixturenames if (arrange := arranged_by(item, name))), None)
        if arrange is None:
            return None
        key = arrange, now().date()
        if key not in self.begun:
            self.begun[key] = self.begin(arrange)
        return self.begun[key]

    def begin(self, arrange: Arrange) -> Begun:
        name = databases.next_name()
        self.databases.clone(name)
        databases.use(self.databases, name)
        office.KEPT.clear()
        value = arrange()
        return Begun(arrange, name, value, {found.pk: office.office_of(found) for found in Organization.objects.all()})


def arranged_by(item: pytest.Item, name: str) -> Arrange | None:
    """What this fixture of the test arranges, if it is a beginning."""
    definitions = item._fixtureinfo.name2fixturedefs.get(name)
    return getattr(definitions[-1].func, "arrange", None) if definitions else None


def beginning(arrange: Arrange) -> Any:
    """A fixture of the arrangement's name, which the test finds ready; arranged on the spot where the test begins with another."""

    def begin(request: pytest.FixtureRequest, db: None) -> Any:
        begun = request.node.stash.get(BEGUN, None)
        return copy.deepcopy(begun.value) if begun and begun.arrange is arrange else arrange()

    begin.arrange = arrange
    return pytest.fixture(name=arrange.__name__)(begin)
