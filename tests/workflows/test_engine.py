"""One gesture per step: one effect, one entry, or nothing at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from workflows import engine
from workflows.models import ActingOrder, CapacityKind, JournalEntry, Party, Unit
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.parties import PartyRegister
from workflows.registers.people import PeopleRegister

VENDOR = {"kind": "juristic", "name": "หจก.นาดีเครื่องเขียน", "tax_id": "0105500000003", "address": "", "is_vat_registered": True}


@pytest.fixture
def people(office: PracticeOffice) -> PeopleRegister:
    return PeopleRegister.objects.get(organization=office.organization)


@pytest.fixture
def parties(office: PracticeOffice) -> PartyRegister:
    return PartyRegister.objects.get(organization=office.organization)


def refused(code: str, /, *arguments: Any, **data: Any) -> Refused:
    """Do a step that must be refused with this code among its reasons."""
    with pytest.raises(Refused) as caught:
        engine.perform(*arguments, **data)
    assert code in caught.value.codes, caught.value.codes
    return caught.value


def test_a_step_changes_records_and_raises_the_counters(office: PracticeOffice, people: PeopleRegister) -> None:
    before = people.sequence
    after = engine.perform(office.wilai, people, "add_unit", code="กองการศึกษา", name="กองการศึกษา").document
    assert (after.sequence, after.version) == (before + 1, people.version + 1)
    entry = JournalEntry.objects.get(document=people.pk, sequence=after.sequence)
    assert entry.person == office.wilai
    assert '"position":"ปลัดองค์การบริหารส่วนตำบล"' in entry.body
    assert '"person_name":"นางวิไล ศรีเมือง"' in entry.body
    assert entry.acted_on == timezone.localdate()


def test_who_lacks_the_role_is_refused_with_sentence_basis_and_remedy(office: PracticeOffice, people: PeopleRegister) -> None:
    error = refused("NOT_YOUR_ROLE", office.orathai, people, "add_unit", code="x", name="x")
    assert error.status == 403
    (refusal,) = error.refusals
    assert "ปลัด" in refusal.sentence and refusal.basis and refusal.remedy
    assert not Unit.objects.filter(code="x").exists()


def test_a_person_never_does_what_the_system_does(office: PracticeOffice, people: PeopleRegister) -> None:
    assert refused("SYSTEM_ONLY", office.wilai, people, "establish", plan={}).status == 403


def test_the_system_never_does_what_a_person_does(people: PeopleRegister) -> None:
    assert refused("PERSON_NEEDED", None, people, "add_unit", code="x", name="x").status == 403


def test_an_unknown_step_is_a_conflict(office: PracticeOffice, people: PeopleRegister) -> None:
    assert refused("NO_SUCH_STEP", office.wilai, people, "abolish").status == 409


def test_all_reasons_come_at_once_and_the_first_kind_gives_the_status(office: PracticeOffice, people: PeopleRegister) -> None:
    error = refused("NOT_YOUR_ROLE", office.orathai, people, "add_unit", version=people.version - 1, code="", name="x")
    assert {"NOT_YOUR_ROLE", "STALE_VERSION", "WRONG_INPUT"} <= error.codes
    assert error.status == 403


def test_a_stale_version_is_a_conflict_and_shows_the_present_document(office: PracticeOffice, people: PeopleRegister) -> None:
    engine.perform(office.wilai, people, "add_unit", version=people.version, code="ก1", name="ก1")
    error = refused("STALE_VERSION", office.wilai, people, "add_unit", version=people.version, code="ก2", name="ก2")
    assert error.status == 409
    assert error.document.version == people.version + 1


def test_the_same_key_with_the_same_data_is_one_effect(office: PracticeOffice, people: PeopleRegister) -> None:
    first = engine.perform(office.wilai, people, "add_unit", key="k", code="ก1", name="ก1")
    second = engine.perform(office.wilai, people, "add_unit", key="k", code="ก1", name="ก1")
    assert not first.replayed and second.replayed
    assert second.sequence == first.sequence
    assert Unit.objects.filter(organization=office.organization, code="ก1").count() == 1


def test_the_same_key_with_other_data_is_refused(office: PracticeOffice, people: PeopleRegister) -> None:
    engine.perform(office.wilai, people, "add_unit", key="k", code="ก1", name="ก1")
    assert refused("KEY_USED", office.wilai, people, "add_unit", key="k", code="ก2", name="ก2").status == 422


def test_the_same_key_of_another_person_is_another_key(
    office: PracticeOffice, people: PeopleRegister, parties: PartyRegister
) -> None:
    engine.perform(office.wilai, people, "add_unit", key="k", code="ก1", name="ก1")
    assert not engine.perform(office.duangjai, parties, "add_party", key="k", **VENDOR).replayed


def test_a_field_that_the_step_does_not_ask_is_refused(office: PracticeOffice, people: PeopleRegister) -> None:
    error = refused("WRONG_INPUT", office.wilai, people, "add_unit", code="ก1", name="ก1", state="open")
    assert error.refusals[0].field == "state"


@pytest.mark.parametrize(("days", "code"), [(1, "FUTURE_DATE"), (-1, "DATES_OUT_OF_ORDER")])
def test_an_act_is_neither_in_the_future_nor_before_the_one_it_follows(
    office: PracticeOffice, people: PeopleRegister, days: int, code: str
) -> None:
    day = people.last_acted_on + timedelta(days=days)
    assert refused(code, office.wilai, people, "add_unit", acted_on=day, code="ก1", name="ก1").status == 422


def test_an_act_of_today_is_taken(office: PracticeOffice, people: PeopleRegister) -> None:
    assert (
        engine.perform(office.wilai, people, "add_unit", acted_on=people.last_acted_on, code="ก1", name="ก1").sequence
        == people.sequence + 1
    )


def act_for_secretary(office: PracticeOffice, people: PeopleRegister, **order: Any) -> None:
    today = timezone.localdate()
    facts = {
        "position": office.wilai.holdings.get().position, "person": office.somchai, "capacity": CapacityKind.IN_ABSENCE, "starts_on": today,
        "ends_on": today, "order_number": "405/2569", "ordered_on": today, "matters": [], "ceiling_baht": None, **order,
    }  # fmt: skip
    engine.perform(office.wilai, people, "order_acting", **facts)


def test_an_acting_order_lets_another_act_and_the_entry_says_for_whom(office: PracticeOffice, people: PeopleRegister) -> None:
    act_for_secretary(office, people)
    after = engine.perform(office.somchai, people, "add_unit", code="ก1", name="ก1")
    body = JournalEntry.objects.get(document=people.pk, sequence=after.sequence).body
    assert '"capacity":"in_absence"' in body
    assert '"on_behalf_of":"ปลัดองค์การบริหารส่วนตำบล"' in body
    assert '"order":["405/2569"' in body
    assert '"own_position":"ผู้อำนวยการกองช่าง"' in body


@pytest.mark.parametrize(("starts", "ends", "may"), [(-2, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 2, False)])
def test_an_acting_order_holds_from_its_first_day_to_its_last(
    office: PracticeOffice, people: PeopleRegister, starts: int, ends: int, may: bool
) -> None:
    today = timezone.localdate()
    act_for_secretary(office, people, starts_on=today + timedelta(starts), ends_on=today + timedelta(ends))
    if may:
        engine.perform(office.somchai, people, "add_unit", code="ก1", name="ก1")
    else:
        refused("NOT_YOUR_ROLE", office.somchai, people, "add_unit", code="ก1", name="ก1")


def test_an_order_that_names_matters_covers_no_other(office: PracticeOffice, people: PeopleRegister) -> None:
    act_for_secretary(office, people, capacity=CapacityKind.DELEGATED, matters=["people_register.add_unit"])
    engine.perform(office.somchai, people, "add_unit", code="ก1", name="ก1")
    refused("ORDER_LACKS_MATTER", office.somchai, people, "add_person", full_name="นายใหม่ มาดี", username="newcomer")


def test_a_delegation_without_matters_is_refused(office: PracticeOffice, people: PeopleRegister) -> None:
    with pytest.raises(Refused) as caught:
        act_for_secretary(office, people, capacity=CapacityKind.DELEGATED)
    assert "MATTERS_NEEDED" in caught.value.codes
    assert not ActingOrder.objects.exists()


def test_a_role_given_to_a_post_works_at_the_next_step(
    office: PracticeOffice, people: PeopleRegister, parties: PartyRegister
) -> None:
    refused("NOT_YOUR_ROLE", office.orathai, parties, "add_party", **VENDOR)
    post = office.orathai.holdings.get().position
    engine.perform(office.wilai, people, "set_roles", position=post, roles=["requester", "supplies_officer"])
    engine.perform(office.orathai, parties, "add_party", **VENDOR)
    engine.perform(office.wilai, people, "set_roles", position=post, roles=["requester"])
    refused("NOT_YOUR_ROLE", office.orathai, parties, "add_party", **{**VENDOR, "tax_id": "0105500000011"})


def test_whoever_leaves_a_post_loses_its_steps_the_day_after(
    office: PracticeOffice, people: PeopleRegister, parties: PartyRegister
) -> None:
    holding = office.duangjai.holdings.get()
    engine.perform(office.wilai, people, "end_holding", holding=holding, ends_on=timezone.localdate())
    engine.perform(office.duangjai, parties, "add_party", **VENDOR)
    engine.perform(office.wilai, people, "appoint", position=holding.position, person=office.orathai, starts_on=timezone.localdate(),
                   order_number="1/2570", ordered_on=timezone.localdate())  # fmt: skip
    holding.refresh_from_db()
    assert holding.ends_on == timezone.localdate()


def test_a_deactivated_person_does_nothing(office: PracticeOffice, people: PeopleRegister, parties: PartyRegister) -> None:
    engine.perform(office.wilai, people, "deactivate_person", person=office.duangjai, reason="ลาออก")
    office.duangjai.refresh_from_db()
    refused("INACTIVE", office.duangjai, parties, "add_party", **VENDOR)


@pytest.mark.parametrize("tax_id", ["0105500000002", "123", "0000000000000x", ""])
def test_a_tax_id_with_a_wrong_check_digit_is_refused(office: PracticeOffice, parties: PartyRegister, tax_id: str) -> None:
    assert refused("WRONG_INPUT", office.duangjai, parties, "add_party", **{**VENDOR, "tax_id": tax_id}).status == 422
    assert not Party.objects.exists()


def test_a_tax_id_stands_in_the_register_once(office: PracticeOffice, parties: PartyRegister) -> None:
    engine.perform(office.duangjai, parties, "add_party", **VENDOR)
    refused("PARTY_KNOWN", office.duangjai, parties, "add_party", **{**VENDOR, "name": "ร้านอื่น"})


def test_a_signature_needs_a_fresh_password(office: PracticeOffice) -> None:
    from workflows.proof import FRESH_FOR, Proof
    from workflows.registers.office import OfficeRegister

    register = OfficeRegister.objects.get(organization=office.organization)
    data = {"choice": "purchase.order_signer", "value": "chief_executive"}
    refused("PASSWORD_NEEDED", office.boonmee, register, "set_choice", **data)
    stale = Proof(office.boonmee.pk, timezone.now() - FRESH_FOR - timedelta(seconds=1))
    refused("PASSWORD_NEEDED", office.boonmee, register, "set_choice", proof=stale, **data)
    refused("PASSWORD_NEEDED", office.boonmee, register, "set_choice", proof=Proof(office.wilai.pk, timezone.now()), **data)
    engine.perform(office.boonmee, register, "set_choice", proof=Proof(office.boonmee.pk, timezone.now()), **data)
    assert office.fresh().settings == {**office.organization.settings, "purchase.order_signer": "chief_executive"}


def test_the_practice_clock_moves_the_act_and_never_the_record(db: None) -> None:
    from workflows.practice import found_practice_office

    office = found_practice_office(is_practice=True, practice_today=date(2018, 3, 1))
    people = PeopleRegister.objects.get(organization=office.organization)
    after = engine.perform(office.wilai, people, "add_unit", code="ก1", name="ก1")
    entry = JournalEntry.objects.get(document=people.pk, sequence=after.sequence)
    assert entry.acted_on == date(2018, 3, 1)
    assert entry.recorded_time.date() >= date(2026, 1, 1)


def test_the_trail_speaks_thai_whatever_the_screen_speaks(office: PracticeOffice, people: PeopleRegister) -> None:
    from django.utils import translation

    with translation.override("en"):
        after = engine.perform(office.wilai, people, "add_unit", code="ก1", name="ก1")
    body = JournalEntry.objects.get(document=people.pk, sequence=after.sequence).body
    assert '"label":"เพิ่มหน่วยงาน"' in body
