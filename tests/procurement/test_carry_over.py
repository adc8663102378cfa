"""กันเงินไว้เบิกเหลื่อมปี (K1): a voucher whose year closed is approved on the head's approval to carry its money over, and for a year."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.rehearsal.walk import VoucherWalk
from disbursement.voucher_states import State
from procurement.purchase.states import State as Buying
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import one_line
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

DAY_BEFORE, LAST_DAY, DAY_AFTER = date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)
SAID = {"approval_number": "นด 70101/77", "reason": "เสนอนายกไม่ทันสิ้นปีงบประมาณ"}


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=DAY_BEFORE)


@pytest.fixture
def walk(office: PracticeOffice) -> VoucherWalk:
    """A voucher of 2569 whose order was signed in that year, waiting for the head on 29 Sep 2026."""
    vendors, lines = furnish(office)
    bought = Walk(office, Need("ซื้อวัสดุสำนักงาน", one_line("5000.00"), vendors[0], lines[1], members=COMMITTEE))
    bought.to(Buying.ORDERED)
    bought.deliver(note_number="ส1")
    voucher = Road(bought).accept()
    voucher.to(State.APPROVING)
    return voucher


def carry(walk: VoucherWalk, **changes: Any) -> Any:
    return walk.perform("boonmee", "carry_over", **{**SAID, **changes})


@pytest.mark.rule("F3", "kept", "refused")
@pytest.mark.rule("K1", "refused")
@pytest.mark.parametrize(("day", "fits"), [(DAY_BEFORE, True), (LAST_DAY, True), (DAY_AFTER, False)])
def test_a_voucher_is_approved_in_the_year_of_its_money(office: PracticeOffice, walk: VoucherWalk, day: date, fits: bool) -> None:
    set_day(office, day)
    if fits:
        assert walk.to(State.APPROVED).approved_on == day
        return
    (refusal,) = refused("CLOSED_FISCAL_YEAR", lambda: walk.to(State.APPROVED)).refusals
    assert "2569" in refusal.sentence and "อนุมัติกันเงินไว้เบิกเหลื่อมปี" in refusal.remedy
    assert walk.voucher.approved_on is None


@pytest.mark.rule("K1", "kept")
@pytest.mark.parametrize("day", [DAY_BEFORE, LAST_DAY, DAY_AFTER])
def test_the_head_carries_the_money_over_and_the_voucher_is_approved_and_paid(
    office: PracticeOffice, walk: VoucherWalk, day: date
) -> None:
    set_day(office, day)
    carried = carry(walk)
    assert (carried.state, carried.waiting_for) == (State.APPROVING, "chief_executive")
    assert (carried.carried_over_on, carried.carried_over_until) == (day, date(2027, 9, 30))
    set_day(office, DAY_AFTER)
    assert walk.to(State.APPROVED).approved_on == DAY_AFTER
    pay_by_one_file(office, [walk.payment()])
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("K1", "kept", "refused")
@pytest.mark.parametrize(("day", "fits"), [(date(2027, 9, 29), True), (date(2027, 9, 30), True), (date(2027, 10, 1), False)])
def test_what_was_carried_over_is_drawn_for_a_year(office: PracticeOffice, walk: VoucherWalk, day: date, fits: bool) -> None:
    carry(walk)
    set_day(office, day)
    if fits:
        assert walk.to(State.APPROVED).state == State.APPROVED
    else:
        assert "30 ก.ย. 2570" in refused("CARRY_OVER_LAPSED", lambda: walk.to(State.APPROVED)).refusals[0].sentence


@pytest.mark.rule("K1", "refused")
@pytest.mark.parametrize(("day", "fits"), [(date(2027, 9, 29), True), (date(2027, 9, 30), True), (date(2027, 10, 1), False)])
def test_nobody_approves_a_carry_over_that_has_lapsed_already(
    office: PracticeOffice, walk: VoucherWalk, day: date, fits: bool
) -> None:
    set_day(office, day)
    if fits:
        assert carry(walk).carried_over_until == date(2027, 9, 30)
        return
    assert "30 ก.ย. 2570" in refused("CARRY_OVER_LAPSED", lambda: carry(walk)).refusals[0].sentence
    walk.voucher.refresh_from_db()
    assert (walk.voucher.carry_over_number, walk.voucher.carried_over_on) == ("", None)


@pytest.mark.rule("K1", "refused")
def test_the_head_alone_carries_over_once_with_his_letter_and_his_reason(walk: VoucherWalk) -> None:
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "carry_over", **SAID))
    refused("WRONG_INPUT", lambda: carry(walk, reason=""))
    refused("WRONG_INPUT", lambda: carry(walk, approval_number=""))
    carry(walk)
    refused("CARRIED_OVER_ALREADY", lambda: carry(walk))


def test_the_voucher_that_was_carried_over_says_so_on_paper(office: PracticeOffice, walk: VoucherWalk) -> None:
    from disbursement.printing import events
    from workflows.act import LawOn
    from workflows.office import office_of

    set_day(office, DAY_AFTER)
    voucher = carry(walk)
    told = events(voucher, LawOn(voucher.law_date, office_of(voucher.organization)))[-1]
    assert (told.name, told.happened_on) == ("อนุมัติกันเงินไว้เบิกเหลื่อมปี", DAY_AFTER) and SAID["approval_number"] in told.note


@pytest.mark.parametrize(("day", "is_told"), [(LAST_DAY, True), (DAY_AFTER, False)])
def test_while_the_year_runs_the_head_is_told_that_nothing_need_be_carried_over(
    office: PracticeOffice, walk: VoucherWalk, day: date, is_told: bool
) -> None:
    set_day(office, day)
    shown = page(office, "boonmee", f"/case/{walk.voucher.case_id}/")
    assert ("ปีงบประมาณ 2569 ยังไม่สิ้น" in shown) is is_told
    assert f'href="/do/voucher/{walk.voucher.pk}/carry_over/"' in shown
    assert carry(walk).carried_over_on == day


BOTH_DAYS = "ใบสั่งลงนามวันที่ 30 ก.ย. 2569 แต่ผู้ขายลงนามรับวันที่ 1 ต.ค. 2569 ในปีงบประมาณถัดไป"


@pytest.mark.rule("K1", "kept")
@pytest.mark.parametrize(("received", "is_told"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_an_order_of_the_last_day_is_committed_by_its_signature_and_the_head_is_told_what_is_not_sure(
    office: PracticeOffice, received: date, is_told: bool
) -> None:
    """The rule at hand says "contract or order signed"; whether the vendor's receipt counts instead stands in no text at hand."""
    vendors, lines = furnish(office)
    bought = Walk(office, Need("ซื้อวัสดุสำนักงาน", one_line("5000.00"), vendors[0], lines[1], members=COMMITTEE))
    set_day(office, LAST_DAY)
    bought.to(Buying.ORDER_SIGNED)
    set_day(office, received)
    shown = page(office, "duangjai", f"/do/purchase/{bought.purchase.pk}/record_vendor_receipt/")
    assert ("ปีงบประมาณ 2569 ของเงินนี้สิ้นแล้ว" in shown) is is_told
    bought.to(Buying.ORDERED)
    assert (bought.purchase.ordered_on, bought.purchase.vendor_received_on) == (LAST_DAY, received)
    set_day(office, DAY_AFTER)
    bought.deliver(note_number="ส1")
    voucher = Road(bought).accept()
    shown = page(office, "boonmee", f"/do/voucher/{voucher.voucher.pk}/carry_over/")
    assert (BOTH_DAYS in shown) is is_told
    assert carry(voucher).carried_over_until == date(2027, 9, 30)
    assert voucher.to(State.APPROVED).approved_on == DAY_AFTER


@pytest.mark.rule("K1", "refused")
def test_an_order_of_the_day_after_is_not_signed_on_the_money_of_the_year_before(office: PracticeOffice) -> None:
    vendors, lines = furnish(office)
    bought = Walk(office, Need("ซื้อวัสดุสำนักงาน", one_line("5000.00"), vendors[0], lines[1], members=COMMITTEE))
    bought.to(Buying.ORDER_PREPARED)
    set_day(office, DAY_AFTER)
    refused("CLOSED_FISCAL_YEAR", lambda: bought.to(Buying.ORDER_SIGNED))


def page(office: PracticeOffice, who: str, address: str) -> str:
    client = Client()
    client.force_login(office.people[who])
    return " ".join(client.get(address).content.decode().split())
