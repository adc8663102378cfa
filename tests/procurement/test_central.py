"""e-GP and e-LAAS: the numbers that a purchase bears there, typed by whom and when; what lacks one presses and stops nothing."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.procurement.refusals import refused
from tests.procurement.steps import Walks, one_line
from workflows import clock, waiting
from workflows.central import missing
from workflows.central.entries import ENTRIES, Entry
from workflows.models import CentralNumber, JournalEntry
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.procedure import PROCEDURES
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

PROJECT, CONTRACT, RESERVATION = "egp_project", "egp_contract", "elaas_reservation"
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (16, 17, 18))


def today(walk: Walk) -> date:
    return clock.today(walk.office.fresh())


def enter(walk: Walk, entry: str, number: str, who: str = "duangjai", on: date | None = None) -> Any:
    return walk.perform(who, f"enter_{entry}", system_number=number, entered_on=on or today(walk))


def correct(walk: Walk, entry: str, number: str, reason: str = "พิมพ์ผิดหนึ่งหลัก", who: str = "duangjai") -> Any:
    """From a form that has just been read."""
    stands = CentralNumber.objects.filter(document=walk.purchase.pk, entry=entry).first()
    read = {
        "number_before": stands.number if stands else number,
        "entered_on_before": stands.entered_on if stands else today(walk),
    }
    return walk.perform(who, f"correct_{entry}", system_number=number, entered_on=today(walk), reason=reason, **read)


def due(walk: Walk) -> set[str]:
    return {lack.entry.code for lack in missing.missing_in(walk.purchase.case).get(walk.purchase.pk, ())}


def listed(office: PracticeOffice, *entries: Entry) -> list[tuple[str, str]]:
    return [(row.title, row.missing.entry.code) for row in missing.pending(office.fresh(), entries or ENTRIES.values())]


@beginning
def dated() -> Walk:
    """A purchase that reached its report on a Tuesday, in an office whose clock stands on the Wednesday after."""
    office = found_practice_office(is_practice=True, practice_today=MONDAY)
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อวัสดุ", one_line("37000.00"), vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.to(State.SPECIFIED)
    set_day(office, TUESDAY)
    walk.to(State.REPORTING)
    set_day(office, WEDNESDAY)
    return walk


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.BUDGETING, set()),
        (State.SPECIFIER_NEEDED, {RESERVATION}),
        (State.SPECIFIED, {RESERVATION}),
        (State.REPORTING, {RESERVATION, PROJECT}),
        (State.ORDER_PREPARED, {RESERVATION, PROJECT}),
        (State.ORDER_SIGNED, {RESERVATION, PROJECT, CONTRACT}),
        (State.ORDERED, {RESERVATION, PROJECT, CONTRACT}),
    ],
)
def test_a_number_is_due_from_the_act_that_it_records(walk: Walk, state: State, expected: set[str]) -> None:
    walk.to(state)
    assert due(walk) == expected


def test_what_was_called_off_owes_nothing(walk: Walk) -> None:
    walk.to(State.REPORTED)
    assert due(walk)
    walk.perform("boonmee", "cancel_purchase", reason="งบประมาณไม่พอ")
    assert due(walk) == set()


@pytest.mark.rule("N20", "kept")
@pytest.mark.parametrize(("price", "is_due"), [("4999.99", False), ("5000.00", True), ("5000.01", True)])
def test_below_the_amount_nothing_goes_into_e_gp(walks: Walks, price: str, is_due: bool) -> None:
    walk = walks(lines=one_line(price), members=(("orathai", "inspector"),))
    walk.to(State.REPORTING)
    assert due(walk) == ({RESERVATION, PROJECT} if is_due else {RESERVATION})


def test_no_step_of_the_road_asks_for_a_number(walks: Walks) -> None:
    """One that bears none at all comes as far as one that bears all; nothing that was signed changes by a number."""
    without, with_all = walks(), walks()
    assert without.to(State.ORDERED).state == State.ORDERED
    with_all.to(State.ORDERED)
    before = with_all.purchase.version, with_all.purchase.content_hash
    enter(with_all, PROJECT, "69119000001")
    enter(with_all, CONTRACT, "691114000001")
    enter(with_all, RESERVATION, "1/2570", who="kanda")
    assert (with_all.purchase.version, with_all.purchase.content_hash) == before
    assert without.deliver().state == with_all.deliver().state


def test_nobody_is_waited_for_because_of_a_number(walk: Walk) -> None:
    """All has come: the purchase waits for its inspectors and its bank, and lies on no desk of its own."""
    walk.to(State.ORDERED)
    delivered = walk.deliver()
    assert due(walk) == {RESERVATION, PROJECT, CONTRACT}
    assert (delivered.state, delivered.waiting_for, delivered.due_on) == (State.DELIVERED, "", None)
    enter(walk, PROJECT, "69119000001")
    assert list(rebuild_desks()) == []
    assert not [step for procedure in PROCEDURES.values() for step in procedure.waited.values() if step.beside]


def test_an_act_of_yesterday_may_be_recorded_after_today_s_number(dated: Walk) -> None:
    """The signature was given on paper on Tuesday; that the clerk has typed a number since does not forbid its day."""
    enter(dated, PROJECT, "69119000001")
    assert dated.purchase.last_acted_on == TUESDAY
    dated.days = {"report_need": TUESDAY}
    dated.report()
    assert (dated.purchase.state, dated.purchase.last_acted_on) == (State.REPORTED, TUESDAY)


def test_the_number_the_day_and_who_typed_it_stand_in_the_trail(walk: Walk) -> None:
    walk.to(State.REPORTING)
    enter(walk, PROJECT, "๖๙๑๑๙๐๐๐๐๐๑")
    row = CentralNumber.objects.get(document=walk.purchase.pk)
    assert (row.number, row.entered_on, row.typed_by) == ("69119000001", today(walk), walk.office.duangjai)
    entry = JournalEntry.objects.get(document=walk.purchase.pk, step="enter_egp_project")
    assert entry.person == walk.office.duangjai and '"number":"69119000001"' in entry.body
    assert list(verify(contents=True)) == []


@pytest.mark.parametrize("who", ["orathai", "kanda", "rattana", "boonmee", "somchai"])
def test_only_the_supplies_officer_types_into_e_gp(walk: Walk, who: str) -> None:
    walk.to(State.REPORTING)
    refused("NOT_YOUR_ROLE", lambda: enter(walk, PROJECT, "69119000001", who=who))


def test_the_budget_officer_types_the_reservation(walk: Walk) -> None:
    walk.to(State.SPECIFYING)
    refused("NOT_YOUR_ROLE", lambda: enter(walk, RESERVATION, "1/2570"))
    enter(walk, RESERVATION, "1/2570", who="kanda")
    assert due(walk) == set()


def test_nothing_is_typed_before_it_is_due(walk: Walk) -> None:
    walk.to(State.SPECIFIED)
    refused("NOT_FROM_THIS_STATE", lambda: enter(walk, PROJECT, "69119000001"))
    walk.to(State.ORDER_PREPARED)
    refused("NOT_FROM_THIS_STATE", lambda: enter(walk, CONTRACT, "691114000001"))


def test_a_number_is_typed_once_and_corrected_with_a_reason(walk: Walk) -> None:
    walk.to(State.REPORTING)
    refused("NO_CENTRAL_NUMBER", lambda: correct(walk, PROJECT, "69119000002"))
    enter(walk, PROJECT, "69119000001")
    refused("CENTRAL_NUMBER_STANDS", lambda: enter(walk, PROJECT, "69119000002"))
    refused("WRONG_INPUT", lambda: correct(walk, PROJECT, "69119000002", reason=" "))
    correct(walk, PROJECT, "69119000002")
    assert CentralNumber.objects.get(document=walk.purchase.pk).number == "69119000002"
    told = json.loads(JournalEntry.objects.get(document=walk.purchase.pk, step="correct_egp_project").body)
    assert told["reason"] == "พิมพ์ผิดหนึ่งหลัก" and "69119000001" in json.dumps(told)


def test_a_correction_of_a_number_that_was_corrected_since_is_refused_and_keeps_what_was_typed(walk: Walk) -> None:
    walk.to(State.REPORTING)
    enter(walk, PROJECT, "69119000001")
    address, first, second = f"/central/{PROJECT}/{walk.purchase.pk}/", *(signed_in(walk.office, "duangjai") for _ in range(2))
    read = [hidden_of(client.get(address).content.decode()) for client in (first, second)]
    assert read[0]["number_before"] == "69119000001" and read[0]["entered_on_before"] == today(walk).isoformat()
    typed = {"entered_on": today(walk).isoformat(), "reason": "พิมพ์ผิด"}
    assert first.post(address, {**read[0], **typed, "system_number": "69119000002"}).status_code == 302
    answer = second.post(address, {**read[1], **typed, "system_number": "69119000003"})
    page = answer.content.decode()
    assert answer.status_code == 409 and 'data-code="STALE_NUMBER"' in page
    assert "จาก 69119000001" in page and "เป็น 69119000002" in page and 'value="69119000003"' in page and "พิมพ์ผิด</textarea>" in page
    assert CentralNumber.objects.get(document=walk.purchase.pk).number == "69119000002"
    assert second.post(address, {**hidden_of(page), **typed, "system_number": "69119000003"}).status_code == 302
    assert CentralNumber.objects.get(document=walk.purchase.pk).number == "69119000003"


def test_a_correction_of_the_day_alone_is_read_too(dated: Walk) -> None:
    enter(dated, PROJECT, "69119000001", on=TUESDAY)
    read = {"number_before": "69119000001", "entered_on_before": TUESDAY, "reason": "ผิดวัน"}
    dated.perform("duangjai", "correct_egp_project", system_number="69119000001", entered_on=WEDNESDAY, **read)
    again = {**read, "system_number": "69119000002", "entered_on": TUESDAY}
    refused("STALE_NUMBER", lambda: dated.perform("duangjai", "correct_egp_project", **again))
    refused("WRONG_INPUT", lambda: dated.perform("duangjai", "correct_egp_project", **{**again, "number_before": ""}))


@pytest.mark.parametrize("again", ["69119000001", "๖๙๑๑๙๐๐๐๐๐๑", "6911 9000001"])
def test_a_number_of_another_document_is_refused_by_its_name(walks: Walks, again: str) -> None:
    first, second = walks(), walks()
    first.to(State.ORDERED)
    second.to(State.ORDERED)
    enter(first, PROJECT, "69119000001")
    error = refused("CENTRAL_NUMBER_USED", lambda: enter(second, PROJECT, again))
    assert first.purchase.case.number in error.refusals[0].sentence
    refused("CENTRAL_NUMBER_USED", lambda: enter(second, CONTRACT, again))  # one system, one row of numbers
    refused("CENTRAL_NUMBER_USED", lambda: enter(first, CONTRACT, again))
    enter(second, PROJECT, "69119000009")
    refused("CENTRAL_NUMBER_USED", lambda: correct(second, PROJECT, again))
    correct(first, PROJECT, "69119000001", reason="ยืนยันเลขเดิม")


def test_each_system_numbers_for_itself(walk: Walk) -> None:
    walk.to(State.ORDERED)
    enter(walk, PROJECT, "1/2570")
    enter(walk, RESERVATION, "1/2570", who="kanda")


@pytest.mark.parametrize("number", ["", "เลขที่", "1;2", "1\n2\x00", "=1+1", "<b>1</b>", "1" * 41])
def test_what_can_be_no_number_is_refused(walk: Walk, number: str) -> None:
    walk.to(State.REPORTING)
    refused("WRONG_INPUT", lambda: enter(walk, PROJECT, number))


@pytest.mark.parametrize("number", ["1", "1" * 40, "คลัง 12/2570", "RCPT-0001/69"])
def test_no_format_is_invented(walk: Walk, number: str) -> None:
    walk.to(State.REPORTING)
    enter(walk, PROJECT, number)
    assert CentralNumber.objects.get(document=walk.purchase.pk).number == number


@pytest.mark.parametrize(
    ("on", "code"), [(MONDAY, "ENTERED_BEFORE_ACT"), (TUESDAY, ""), (WEDNESDAY, ""), (date(2026, 11, 19), "ENTERED_IN_FUTURE")]
)
def test_the_day_of_typing_lies_between_the_act_and_today(dated: Walk, on: date, code: str) -> None:
    if code:
        error = refused(code, lambda: enter(dated, PROJECT, "69119000001", on=on))
        assert error.refusals[0].field == "entered_on" and error.refusals[0].remedy
        return
    enter(dated, PROJECT, "69119000001", on=on)
    assert due(dated) == {RESERVATION}


def test_the_desk_tells_what_lacks_and_for_how_long_in_no_statement_more(dated: Walk) -> None:
    office = dated.office
    (row,) = waiting.desk(office.duangjai, office.fresh())
    assert {(lack.entry.code, lack.days(WEDNESDAY)) for lack in row.lacks} == {(PROJECT, 1), (RESERVATION, 2)}
    page = signed_in(office, "duangjai").get("/").content.decode()
    assert "ยังไม่ลงระบบ e-GP 1 วัน" in page and "ยังไม่ลงระบบ e-LAAS 2 วัน" in page
    assert 'href="/central/?system=egp&amp;mine=1"' in page and "?system=elaas" not in page
    enter(dated, PROJECT, "69119000001")
    page = signed_in(office, "duangjai").get("/").content.decode()
    assert "ยังไม่ลงระบบ e-GP" not in page and "ยังไม่ลงระบบ e-LAAS" in page


def test_the_list_is_oldest_first_and_lets_go_what_was_typed(walks: Walks) -> None:
    first, second = walks(title="ซื้อก่อน"), walks(title="ซื้อหลัง")
    first.days = {
        "confirm_budget": timezone.localdate() - timedelta(days=9),
        "open_request": timezone.localdate() - timedelta(days=10),
    }
    first.days |= dict.fromkeys(("submit_request", "support_request"), timezone.localdate() - timedelta(days=10))
    second.to(State.SPECIFYING)
    first.to(State.SPECIFIER_NEEDED)
    office = first.office
    assert listed(office) == [("ซื้อก่อน", RESERVATION), ("ซื้อหลัง", RESERVATION)]
    assert listed(office, ENTRIES[PROJECT]) == []
    assert missing.counts(office.fresh())[RESERVATION] == 2
    enter(first, RESERVATION, "1/2570", who="kanda")
    assert listed(office) == [("ซื้อหลัง", RESERVATION)]


def test_another_office_sees_nothing_of_it(walk: Walk) -> None:
    walk.to(State.ORDERED)
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    assert listed(other) == [] and set(missing.counts(other.fresh()).values()) == {0}
    assert signed_in(other, "duangjai").get(f"/central/{PROJECT}/{walk.purchase.pk}/").status_code == 404


def signed_in(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def hidden_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def test_the_sheet_shows_what_to_type_and_takes_the_number(walk: Walk) -> None:
    walk.to(State.ORDERED)
    address, client = f"/central/{CONTRACT}/{walk.purchase.pk}/", signed_in(walk.office, "duangjai")
    page = client.get(address).content.decode()
    assert 'value="37000.00"' in page and "37,000.00" not in page.partition("h-fields")[2].partition("</section>")[0]
    assert f'value="{today(walk):%Y-%m-%d}"' in page and 'name="system_number" value' not in page, (
        "no other number is offered as this one"
    )
    ordered_on = walk.purchase.ordered_on
    assert f'value="{ordered_on:%d/%m}/{ordered_on.year + 543}"' in page
    assert walk.need.vendor.tax_id in page and "ยังไม่ยืนยัน" in page and "<script>" not in page
    version = {"_version": walk.purchase.version, "_key": "k"}
    wrong = client.post(address, {**version, "system_number": "691114/1", "entered_on": "2026-99-99"})
    assert wrong.status_code == 422 and 'value="691114/1"' in wrong.content.decode()
    answer = client.post(address, {**version, "system_number": "691114000001", "entered_on": today(walk).isoformat()})
    assert (answer.status_code, answer["Location"]) == (302, "/central/?system=egp")
    assert address not in client.get("/central/?system=egp").content.decode()
    twice = client.post(
        address, {**version, "_step": "enter_egp_contract", "system_number": "691114000001", "entered_on": today(walk).isoformat()}
    )
    assert twice.status_code == 302 and JournalEntry.objects.filter(step="correct_egp_contract").count() == 0
    again = client.get(address).content.decode()
    assert 'value="691114000001"' in again and 'name="reason"' in again
    assert "691114000001" in client.get(f"/case/{walk.purchase.case_id}/").content.decode()


def test_whoever_does_not_type_reads_the_sheet_and_is_told_why(walk: Walk) -> None:
    walk.to(State.REPORTING)
    page = signed_in(walk.office, "boonmee").get(f"/central/{PROJECT}/{walk.purchase.pk}/").content.decode()
    assert "NOT_YOUR_ROLE" in page and 'name="system_number"' not in page and walk.need.title in page


@pytest.mark.parametrize(("typed", "first"), [("2", "แสดง 51–51"), ("99999", "แสดง 51–51"), ("0", "แสดง 1–50"), ("x", "แสดง 1–50")])
def test_a_long_list_has_pages_and_no_page_beyond_the_last(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, typed: str, first: str
) -> None:
    walk.to(State.ORDERED)
    row = missing.pending(walk.office.fresh(), ENTRIES.values())[0]
    monkeypatch.setattr(missing, "counts", lambda organization: {**dict.fromkeys(ENTRIES, 0), PROJECT: 51})
    monkeypatch.setattr(missing, "pending", lambda organization, entries, skip: [row] * min(missing.PAGE_ROWS, 51 - skip))
    page = signed_in(walk.office, "duangjai").get(f"/central/?page={typed}").content.decode()
    assert f"{first} จาก 51" in page


@pytest.mark.parametrize("address", ["/central/?system=ktb", "/central/nothing/00000000-0000-0000-0000-000000000000/"])
def test_what_does_not_exist_is_not_found(walk: Walk, address: str) -> None:
    assert signed_in(walk.office, "duangjai").get(address).status_code == 404


def test_the_list_page_counts_and_links_to_the_sheet(walk: Walk) -> None:
    walk.to(State.ORDERED)
    page = signed_in(walk.office, "duangjai").get("/central/?page=๑").content.decode()
    assert "รอลง 3 รายการ" in page and f"/central/{PROJECT}/{walk.purchase.pk}/" in page and "e-LAAS 1" in page
