"""มาตรา 13 (M6): whom the register of parties names behind the vendor takes no step of buying from him, and everybody who decides is told."""

from typing import Any

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from tests.workflows.registering import browser
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.registers.parties import PartyRegister

SENTENCE = "ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือคุณ หรือเป็นของคุณ คุณจึงดำเนินการซื้อหรือจ้างจากผู้ขายรายนี้ไม่ได้"
# Where the purchase stands → whose turn it is, and his step.
TURNS = {
    State.NEGOTIATING: ("duangjai", "report_result"),
    State.RESULT_REPORTED: ("rattana", "endorse_result"),
    State.RESULT_ENDORSED: ("boonmee", "approve_result"),
    State.AWARDED: ("boonmee", "announce_winner"),
    State.ORDERING: ("duangjai", "prepare_order"),
    State.ORDER_PREPARED: ("rattana", "sign_order"),
    State.ORDER_SIGNED: ("duangjai", "record_vendor_receipt"),
}
AFTER = {state: list(State)[list(State).index(state) + 1] for state in TURNS}


def name(walk: Walk, who: str) -> None:
    """The register of parties says that an officer stands behind the vendor."""
    register = register_of(walk.office.organization, PartyRegister)
    engine.perform(walk.office.theera, register, "name_officer", party=walk.need.vendor, officer=walk.office.people[who])


@pytest.mark.rule("M6", "refused")
@pytest.mark.parametrize("state", TURNS)
def test_nobody_buys_from_himself(walk: Walk, state: State) -> None:
    who, step = TURNS[state]
    walk.to(state)
    name(walk, who)
    before = JournalEntry.objects.count()
    (refusal,) = (r for r in refused("VENDOR_IS_YOURS", lambda: walk.to(AFTER[state])).refusals if r.code == "VENDOR_IS_YOURS")
    assert refusal.sentence == SENTENCE and "มาตรา 13" in refusal.basis
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, JournalEntry.objects.count()) == (state, before), step


@pytest.mark.rule("M6", "refused")
def test_nor_takes_his_own_delivery_in_nor_ends_the_rest_of_his_own_order(walk: Walk) -> None:
    walk.to(State.ORDERED)
    name(walk, "duangjai")
    refused("VENDOR_IS_YOURS", lambda: walk.deliver(note_number="ส1"))
    name(walk, "boonmee")
    told = refused("VENDOR_IS_YOURS", lambda: walk.perform("boonmee", "end_rest", reason="ส่งไม่ทัน", letter_number="1"))
    assert "NOT_OVERDUE" in told.codes


@pytest.mark.rule("M6", "kept")
def test_the_others_go_on_and_are_told_whose_vendor_it_is(walk: Walk) -> None:
    """Somchai, head of a unit, has no step of it."""
    walk.to(State.RESULT_ENDORSED)
    address = f"/do/purchase/{walk.purchase.pk}/approve_result/"
    told = "ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือนายสมชาย ชัยดี หรือเป็นของนายสมชาย ชัยดี ซึ่งเป็นผู้ปฏิบัติงานของหน่วยงาน"
    assert told not in page(walk, "boonmee", address)
    name(walk, "somchai")
    assert told in page(walk, "boonmee", address)
    assert walk.to(State.ORDERED).state == State.ORDERED


def page(walk: Walk, who: str, address: str) -> Any:
    return " ".join(browser(walk.office, who).get(address).content.decode().split())
