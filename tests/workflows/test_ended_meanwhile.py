"""What a person could do when he opened the page, and can no longer when he sends it: his order is over, or his account is shut."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.workflows.api_caller import PASSWORD, Caller
from tests.workflows.machines import Machine, token_of
from tests.workflows.registering import act, browser, days, order_acting
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.proof import CONFIRMATION, TWO_FACTORS
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister

DAY = date(2026, 12, 1)
SET = {"choice": CONFIRMATION, "value": TWO_FACTORS}


@pytest.fixture
def office(db: None) -> PracticeOffice:
    """On a clock of its own."""
    return found_practice_office(is_practice=True, practice_today=DAY)


def register(office: PracticeOffice, model: Any = OfficeRegister) -> Any:
    """As it stands: a step of its own moves the clock of practice, and its version is not what is tried here."""
    return register_of(office.organization, model)


def by_page(office: PracticeOffice) -> Callable[[], Any]:
    """Rattana has the head's form before her."""
    office.rattana.set_password(PASSWORD)
    office.rattana.save(update_fields=["password"])
    client, address = browser(office, "rattana"), f"/do/office_register/{register(office).pk}/set_choice/"
    shown = client.get(address)
    assert shown.status_code == 200 and "ไม่มีคำสั่งให้ทำแทน" not in shown.content.decode()
    return lambda: client.post(address, {**SET, "_version": str(register(office).version), "_password": PASSWORD})


def by_api(office: PracticeOffice) -> Callable[[], Any]:
    caller, address = Caller(office, "rattana"), f"/api/v1/office_register/{register(office).pk}"
    may = {step["name"]: step["allowed"] for step in caller.get(address).json()["steps"]}
    assert may["set_choice"]
    return lambda: caller.post(f"{address}/steps/set_choice", version=register(office).version, password=PASSWORD, **SET)


def said(answer: Any) -> str:
    """What an answer says: a page as it is, JSON as its reader has it."""
    text: str = answer.content.decode()
    return text.encode().decode("unicode_escape") if answer["Content-Type"].startswith("application/json") else text


def settings_of(office: PracticeOffice) -> Any:
    return office.fresh().settings.get(CONFIRMATION)


@pytest.mark.parametrize("way", [by_page, by_api])
@pytest.mark.parametrize(("days_later", "is_taken"), [(0, True), (1, True), (2, False)])
def test_a_form_opened_under_an_order_is_sent_until_its_last_day(
    office: PracticeOffice, way: Callable[[PracticeOffice], Callable[[], Any]], days_later: int, is_taken: bool
) -> None:
    order_acting(office, "rattana", "boonmee", 0, 1)
    send = way(office)
    set_day(office, days(office, days_later))
    answer = send()
    entries = JournalEntry.objects.filter(step="set_choice")
    if is_taken:
        assert answer.status_code in (200, 302), said(answer)
        assert (entries.get().told["order"][0], settings_of(office)) == ("7/2570", TWO_FACTORS)
        return
    told = said(answer)
    assert answer.status_code == 403 and "ไม่มีคำสั่งให้ทำแทนในวันนี้" in told and "ขอคำสั่งรักษาราชการแทน" in told
    assert not entries.exists() and settings_of(office) != TWO_FACTORS


@pytest.mark.parametrize("way", [by_page, by_api])
def test_a_form_opened_under_an_order_that_was_ended_since_is_refused(
    office: PracticeOffice, way: Callable[[PracticeOffice], Callable[[], Any]]
) -> None:
    """The head is back the same day, and the order is said to have ended the day before."""
    order = order_acting(office, "rattana", "boonmee", -1, 5)
    send = way(office)
    act(office, "end_acting", order=order, ends_on=days(office, -1), reason="กลับมาแล้ว")
    answer = send()
    assert answer.status_code == 403 and "ไม่มีคำสั่งให้ทำแทนในวันนี้" in said(answer)
    assert not JournalEntry.objects.filter(step="set_choice").exists()


def test_whoever_is_shut_out_while_signed_in_sends_nothing_more(office: PracticeOffice) -> None:
    """On pages, in a session of the API, and by a token of the machine; each worked a moment before."""
    caller, machine = Caller(office, "duangjai"), Machine(token_of(office, "duangjai"))
    page = browser(office, "duangjai")
    form = f"/do/party_register/{register(office, PartyRegister).pk}/add_party/"
    command = f"/api/v1/party_register/{register(office, PartyRegister).pk}/steps/add_party"
    version = register(office, PartyRegister).version
    assert (page.get(form).status_code, caller.get("/api/v1/desk").status_code, machine.get("/api/v1/desk").status_code) == (
        200,
    ) * 3
    act(office, "deactivate_person", person=office.duangjai, reason="ลาออก")
    before = JournalEntry.objects.count()
    sent = page.post(form, {"name": "ร้านใหม่", "_version": str(version)})
    assert sent.status_code in (302, 401, 403) and (sent.status_code != 302 or sent["Location"].startswith("/sign-in/"))
    assert page.get("/").status_code == 302
    assert caller.post(command, version=version).status_code == 401
    assert caller.get("/api/v1/desk").status_code == 401
    assert machine.post(command, version=version).status_code == 401
    assert machine.get("/api/v1/desk").status_code == 401
    assert JournalEntry.objects.count() == before


def test_whoever_is_let_in_again_signs_in_anew(office: PracticeOffice) -> None:
    caller = Caller(office, "duangjai")
    act(office, "deactivate_person", person=office.duangjai, reason="ลาออก")
    assert caller.get("/api/v1/desk").status_code == 401
    act(office, "reactivate_person", person=office.duangjai, reason="กลับมา")
    assert Caller(office, "duangjai").get("/api/v1/desk").status_code == 200
