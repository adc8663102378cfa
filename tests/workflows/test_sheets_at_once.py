"""A sheet against another hand at the same moment, and against a machine that stops: all of its rows or none, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.at_once import at_once
from tests.beginnings import beginning
from tests.workflows.workbooks import filled
from workflows import engine
from workflows.founding import register_of
from workflows.intake import performing
from workflows.intake.planning import planned, snapshot
from workflows.intake.reading import read
from workflows.intake.sheet import SHEETS
from workflows.models import Party
from workflows.practice import PracticeOffice, found_practice_office
from workflows.refusal import Refused
from workflows.registers.parties import PartyRegister
from workflows.verification import verify

pytestmark = pytest.mark.own_database
TAX_IDS = ("0105500000003", "0994000999909")
VENDORS = tuple(("นิติบุคคล", f"ร้าน {tax_id}", tax_id, "", "") for tax_id in TAX_IDS)
SHEET = SHEETS["parties"]


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


def confirming(office: PracticeOffice) -> Callable[[], Any]:
    """The button of a preview that was shown a moment ago."""
    rows = read(filled("parties", *VENDORS), SHEET)
    register = register_of(office.organization, PartyRegister)
    seen = snapshot(planned(SHEET, register, office.organization, rows))
    return lambda: performing.perform(office.duangjai, SHEET, rows, seen, None)


def ended(action: Callable[[], Any]) -> Callable[[], Any]:
    """The action, which ends in the kind of what it was refused with."""

    def run() -> Any:
        try:
            return action()
        except (Refused, performing.OverTaken, performing.RowsRefused) as error:
            return type(error)

    return run


def test_two_presses_of_one_button_write_every_row_once(office: PracticeOffice) -> None:
    button = confirming(office)
    assert sorted(at_once(ended(button), ended(button))) == [0, len(VENDORS)]
    assert Party.objects.count() == len(VENDORS)
    assert list(verify(contents=True)) == []


def test_a_form_that_comes_first_overtakes_the_sheet_and_one_that_comes_later_is_refused(office: PracticeOffice) -> None:
    facts = {"kind": "juristic", "name": "ชื่อจากแบบฟอร์ม", "tax_id": TAX_IDS[1], "address": "", "is_vat_registered": False}
    register = register_of(office.organization, PartyRegister)
    form = lambda: engine.perform(office.duangjai, register, "add_party", **facts).sequence
    sheet, typed = at_once(ended(confirming(office)), ended(form))
    if sheet is performing.OverTaken:
        assert (Party.objects.get().name, isinstance(typed, int)) == ("ชื่อจากแบบฟอร์ม", True)
    else:
        assert (sheet, typed, Party.objects.count()) == (len(VENDORS), Refused, len(VENDORS))
    assert list(verify(contents=True)) == []


def test_a_machine_that_stops_in_the_middle_leaves_no_row(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    button, step_within, calls = confirming(office), engine.step_within, []

    def stopping(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        if len(calls) == len(VENDORS):
            raise KeyboardInterrupt
        return step_within(*arguments, **options)

    monkeypatch.setattr(engine, "step_within", stopping)
    with pytest.raises(KeyboardInterrupt):
        button()
    assert not Party.objects.exists()
    assert list(verify(contents=True)) == []
    monkeypatch.setattr(engine, "step_within", step_within)
    assert button() == len(VENDORS)
