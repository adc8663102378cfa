"""ตรวจฎีกา: each rule as a success and a refusal."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.rehearsal.walk import VoucherWalk, acted
from disbursement.voucher import SECTION_POST, Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister

State = Voucher.State


@pytest.fixture
def walk(payers: Payers) -> VoucherWalk:
    """A voucher in draft, 107,000 baht with value added tax, of a juristic person."""
    return payers.voucher()


def reasons(document: Any, step: str) -> list[str]:
    entries = JournalEntry.objects.filter(document=document.pk, step=step).order_by("sequence")
    return [json.loads(entry.body)["reason"] for entry in entries]


# F1: the requesting unit itself.


@pytest.mark.rule("F1", "kept")
def test_the_requesting_unit_prepares_its_own_voucher(walk: VoucherWalk) -> None:
    assert walk.lay().state == State.REQUESTING
    assert walk.voucher.waiting_for == "head_of_unit:กองช่าง"


@pytest.mark.rule("F1", "refused")
@pytest.mark.parametrize("who", ["theera", "kanda", "duangjai", "somchai"])
def test_nobody_prepares_it_in_the_unit_s_place(walk: VoucherWalk, refused: Refuses, who: str) -> None:
    refused("NOT_YOUR_ROLE", lambda: acted(walk.office, who, walk.voucher, "prepare", **walk.filled()))


@pytest.mark.rule("F1", "refused")
def test_a_unit_prepares_no_voucher_on_another_s_budget(payers: Payers, refused: Refuses) -> None:
    refused("BUDGET_OF_OTHER_UNIT", lambda: payers.voucher(unit=payers.office.units["กองคลัง"]))


# F4: the face of the voucher.


@pytest.mark.rule("F4", "kept")
def test_every_signature_of_the_face_is_another_person(walk: VoucherWalk) -> None:
    voucher = walk.to(State.APPROVED)
    signed = JournalEntry.objects.filter(document=voucher.pk, step__in=("prepare", "request", "examine", "endorse", "approve"))
    assert [entry.person.username for entry in signed.order_by("sequence")] == ["orathai", "somchai", "rattana", "wilai", "boonmee"]
    assert voucher.number == f"กองช่าง 1/{voucher.budget_line.fiscal_year}"


@pytest.mark.rule("F4", "refused")
def test_one_person_in_two_capacities_signs_once(payers: Payers, walk: VoucherWalk, refused: Refuses) -> None:
    """ปลัด acts for นายก: she may approve only what she did not endorse."""
    payers.stand_in("wilai", "นายกองค์การบริหารส่วนตำบล")
    walk.to(State.APPROVING)
    refused("SAME_PERSON", lambda: walk.perform("wilai", "approve"))


@pytest.mark.rule("F4", "kept")
def test_with_the_office_of_the_head_vacant_the_secretary_approves_and_another_endorses(payers: Payers) -> None:
    payers.stand_in("wilai", "นายกองค์การบริหารส่วนตำบล", capacity="performing")
    payers.stand_in("duangjai", "ปลัดองค์การบริหารส่วนตำบล")
    walk = VoucherWalk(payers.office, payers.voucher().voucher, hands={"endorse": "duangjai", "approve": "wilai"})
    assert walk.to(State.APPROVED).state == State.APPROVED


@pytest.mark.rule("F4", "kept")
def test_two_vouchers_of_one_case_may_be_signed_the_other_way_round(payers: Payers) -> None:
    """The pair is judged on one voucher: ปลัด endorsed the first and approves the second, in which another endorses."""
    purchase = payers.purchase()
    payers.voucher(purchase, gross_baht=Decimal("50000.00")).to(State.APPROVED)
    payers.stand_in("wilai", "นายกองค์การบริหารส่วนตำบล")
    payers.stand_in("duangjai", "ปลัดองค์การบริหารส่วนตำบล")
    second = payers.voucher(purchase, gross_baht=Decimal("50000.00"))
    second.hands = {"endorse": "duangjai", "approve": "wilai"}
    assert second.to(State.APPROVED).state == State.APPROVED


@pytest.mark.rule("F4", "kept", "refused")
def test_where_the_finance_unit_asks_another_checks_than_the_one_who_asked(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher(payers.purchase_of_finance("1000.00"))
    walk.hands = {"prepare": "kanda", "request": "rattana"}
    walk.to(State.CHECKING)
    refused("SAME_PERSON", walk.examine)
    payers.stand_in("duangjai", "ผู้อำนวยการกองคลัง", matters=["voucher.examine"], capacity="delegated")
    walk.hands = {"examine": "duangjai"}
    assert walk.examine().state == State.ENDORSING


# F6: five days after the acceptance.


@pytest.mark.rule("F6", "kept")
@pytest.mark.parametrize(("days_ago", "late"), [(4, 0), (5, 0), (6, 1), (9, 4)])
def test_a_voucher_laid_after_five_days_says_how_late_it_is(payers: Payers, days_ago: int, late: int) -> None:
    walk = payers.voucher(**payers.accepted_ago(days_ago))
    assert walk.voucher.due_on == payers.today - timedelta(days=days_ago - 5)
    walk.to(State.ARRIVED)
    assert walk.voucher.late_days == late


@pytest.mark.rule("F6", "kept")
def test_the_days_count_from_the_acceptance_on_every_desk_of_the_unit(payers: Payers) -> None:
    walk = payers.voucher(**payers.accepted_ago(2))
    due = walk.voucher.due_on
    assert walk.lay().due_on == due == payers.today + timedelta(days=3)
    walk.perform("somchai", "return_for_correction", reason="ใบแจ้งหนี้ไม่ชัด")
    assert walk.voucher.due_on == payers.today + timedelta(days=15)


@pytest.mark.rule("F6", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-1, True), (0, True), (1, False)])
def test_no_voucher_is_laid_before_the_acceptance(payers: Payers, refused: Refuses, days: int, fits: bool) -> None:
    walk = payers.voucher(**payers.accepted_ago(-days))
    if fits:
        assert walk.lay().state == State.REQUESTING
    else:
        assert "วันตรวจรับ" in str(refused("DATES_OUT_OF_ORDER", walk.lay))


# F10: registered on arrival, returned with reasons.


@pytest.mark.rule("F10", "kept")
def test_vouchers_are_numbered_as_they_arrive_and_keep_their_number(payers: Payers) -> None:
    first, second = payers.voucher(), payers.voucher()
    second.to(State.CHECKING)
    first.to(State.CHECKING)
    year = payers.lines[0].fiscal_year
    assert (second.voucher.received_number, first.voucher.received_number) == (f"1/{year}", f"2/{year}")
    second.perform("rattana", "return_for_correction", reason="หน้า 5 ขาด")
    assert second.to(State.APPROVED).received_number == f"1/{year}"


@pytest.mark.rule("F10", "kept")
def test_returned_three_times_every_reason_stays(walk: VoucherWalk) -> None:
    for state, who in ((State.ARRIVED, "theera"), (State.CHECKING, "rattana"), (State.APPROVING, "boonmee")):
        walk.to(state)
        walk.perform(who, "return_for_correction", reason=f"ผู้ตรวจ {who} พบข้อบกพร่อง")
        assert walk.voucher.state == State.RETURNED
    voucher = walk.to(State.APPROVED)
    assert voucher.returned_times == 3
    assert reasons(voucher, "return_for_correction") == [f"ผู้ตรวจ {who} พบข้อบกพร่อง" for who in ("theera", "rattana", "boonmee")]


@pytest.mark.rule("F10", "refused")
def test_a_return_without_a_reason_is_refused(walk: VoucherWalk, refused: Refuses) -> None:
    walk.to(State.CHECKING)
    refused("WRONG_INPUT", lambda: walk.perform("rattana", "return_for_correction", reason="  "))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("theera", "return_for_correction", reason="ไม่ใช่หน้าที่"))


def test_the_clerk_takes_it_back_until_the_finance_unit_has_registered_it(walk: VoucherWalk, refused: Refuses) -> None:
    walk.to(State.ARRIVED)
    walk.perform("orathai", "withdraw", reason="แนบใบแจ้งหนี้ผิดฉบับ")
    assert walk.to(State.CHECKING).state == State.CHECKING
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("orathai", "withdraw", reason="ช้าไป"))


# The head of section.


def test_a_vacant_post_of_head_of_section_stops_the_voucher(payers: Payers) -> None:
    wilai, people = payers.office.wilai, register_of(payers.office.organization, PeopleRegister)
    facts = {"unit": payers.office.units["กองคลัง"], "title": "หัวหน้าฝ่ายบริหารงานคลัง", "roles": ["head_of_finance_section"]}
    engine.perform(wilai, people, "add_position", **facts)
    walk = payers.voucher()
    walk.to(State.ARRIVED)
    walk.perform("theera", "register")
    assert (walk.voucher.state, walk.voucher.waiting_for) == (State.SECTION_REVIEW, "head_of_finance_section")


def test_an_office_that_says_nothing_of_the_post_waits_for_it_too(payers: Payers) -> None:
    office = payers.office
    acted(office, "boonmee", register_of(office.organization, OfficeRegister), "set_choice", choice=SECTION_POST, value="held")
    walk = payers.voucher()
    walk.to(State.ARRIVED)
    assert walk.perform("theera", "register").state == State.SECTION_REVIEW


def test_where_the_post_is_held_its_holder_looks_first(payers: Payers) -> None:
    wilai, people = payers.office.wilai, register_of(payers.office.organization, PeopleRegister)
    post = payers.office.duangjai.holdings.get().position
    engine.perform(wilai, people, "set_roles", position=post, roles=["supplies_officer", "head_of_finance_section"])
    walk = payers.voucher()
    walk.to(State.ARRIVED)
    walk.perform("theera", "register")
    assert walk.perform("duangjai", "review").state == State.CHECKING
