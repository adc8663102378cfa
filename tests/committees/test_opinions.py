"""Unanimity, dissent, ruling: each signs alone, nothing is certified before the head has ruled, and no opinion ever disappears."""

import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from committees.models import InspectionSeat, InterestDeclaration, Opinion
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import TODAY, Deliver, line
from tests.committees.refusing import refused
from tests.standing_in import enter_order
from workflows import engine, entry
from workflows.founding import register_of
from workflows.guards.permit import hold, released
from workflows.models import Content, JournalEntry
from workflows.rebuild import rebuild_desks
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister
from workflows.verification import verify

ORDERS = list(permutations(("wilai", "porntip", "orathai")))
REASON = "เห็นว่ากล่องของเครื่องหมายเลข ND2269-011 และ ND2269-012 มีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่"


@pytest.fixture
def walk(deliver: Deliver) -> Inspection:
    """Twelve of twenty, five days late, found right by the chair."""
    day = date(2026, 11, 10)
    opened = deliver(delivered_on=day, received_on=day, lines=[line(delivered_quantity="12")])
    opened.declare()
    opened.find()
    return opened


def dissented(walk: Inspection, **changes: Any) -> Inspection:
    walk.sign("wilai")
    walk.dissent("porntip", REASON, **changes)
    walk.sign("orathai")
    assert walk.acceptance.state == "dissented"
    return walk


@pytest.mark.rule("M5", "kept")
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_each_signs_in_any_order_and_the_last_decides(walk: Inspection, order: tuple[str, ...]) -> None:
    before = walk.acceptance
    for who in order[:2]:
        walk.sign(who)
        assert (walk.acceptance.state, walk.acceptance.version) == ("signing", before.version)  # another's open form stays good
    assert walk.sign(order[2]).state == "accepted"
    entries = JournalEntry.objects.filter(document=before.pk).order_by("sequence")
    last, decided = entries.reverse()[1], entries.reverse()[0]
    assert (last.step, decided.step, decided.person) == ("sign", "accept", None)
    assert f'"cause":"{last.hash}"' in decided.body


@pytest.mark.rule("M5", "kept", "refused")
@pytest.mark.rule("§2.6(7)", "kept", "refused")
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_one_dissent_among_them_goes_to_the_head_and_nothing_is_certified(walk: Inspection, order: tuple[str, ...]) -> None:
    for number, who in enumerate(order):
        (walk.dissent if number == 1 else walk.sign)(who)
    acceptance = walk.acceptance
    assert (acceptance.state, acceptance.number, acceptance.accepted_on, acceptance.waiting_for) == (
        "dissented",
        "",
        None,
        "chief_executive",
    )
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=date(2026, 11, 10)))


@pytest.mark.rule("§2.6(7)", "kept", "refused")
@pytest.mark.parametrize("reason", ["", "   "])
def test_a_dissent_is_written_with_its_reason(walk: Inspection, reason: str) -> None:
    refusal = refused("DISSENT_UNSAID", lambda: walk.dissent("porntip", reason))
    assert "ข้อ 175 (7)" in refusal.basis and refusal.field == "reason"
    walk.dissent("porntip", REASON)
    assert Opinion.objects.get(document=walk.acceptance.pk).reason == REASON


@pytest.mark.rule("§2.6(7)", "kept", "refused")
def test_the_head_orders_acceptance_and_the_certificate_bears_his_day(walk: Inspection) -> None:
    dissented(walk)
    assert walk.acceptance.due_on == date(2026, 11, 13)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("wilai", "rule_to_accept", reason="ของใหม่"))
    ruled = walk.perform("boonmee", "rule_to_accept", reason="ผู้ผลิตรับรองว่าเป็นของใหม่", acted_on=date(2026, 11, 12))
    assert (ruled.state, ruled.number, ruled.accepted_on) == ("accepted", "1/2570", date(2026, 11, 12))
    assert (str(ruled.accepted_amount_baht), str(ruled.fine_baht)) == ("256800.00", "2568.00")  # deemed delivered on the 10th
    assert Opinion.objects.get(document=ruled.pk, accepts=False).reason == REASON


@pytest.mark.rule("§2.6(7)", "kept", "refused")
def test_the_head_orders_rejection(walk: Inspection) -> None:
    dissented(walk)
    refused("WRONG_INPUT", lambda: walk.perform("boonmee", "rule_to_reject", reason=""))
    ruled = walk.perform("boonmee", "rule_to_reject", reason="ไม่ใช่ของใหม่")
    assert (ruled.state, ruled.number, str(ruled.accepted_amount_baht), str(ruled.fine_baht)) == ("rejected", "", "0.00", "0.00")
    walk.close()


@pytest.mark.rule("M5", "kept")
def test_the_undisputed_part_may_be_accepted(walk: Inspection) -> None:
    dissented(walk, disputed=[{"position": 1, "quantity": "2"}])
    ruled = walk.perform("boonmee", "rule_to_accept_undisputed", reason="รับเฉพาะที่ไม่มีข้อโต้แย้ง", acted_on=date(2026, 11, 12))
    assert (ruled.state, str(ruled.accepted_amount_baht), str(ruled.fine_baht)) == ("accepted", "214000.00", "2140.00")
    assert walk.rows["lines"][0]["accepted_quantity"] == "10.000"
    assert ruled.is_partial


@pytest.mark.rule("M5", "refused")
def test_where_all_is_disputed_nothing_is_undisputed(walk: Inspection) -> None:
    dissented(walk)
    refused("NOTHING_TO_ACCEPT", lambda: walk.perform("boonmee", "rule_to_accept_undisputed", reason="รับบางส่วน"))


@pytest.mark.rule("M5", "kept", "refused")
@pytest.mark.parametrize(("quantity", "fits"), [("12", True), ("12.001", False)])
def test_nobody_disputes_more_than_was_found_right(walk: Inspection, quantity: str, fits: bool) -> None:
    disputed = [{"position": 1, "quantity": quantity}]
    if fits:
        assert walk.dissent("porntip", disputed=disputed).state == "signing"
    else:
        assert "12" in refused("DISPUTED_TOO_MANY", lambda: walk.dissent("porntip", disputed=disputed)).remedy
    refused("NOTHING_TO_DISPUTE", lambda: walk.sign("orathai", disputed=[{"position": 1, "quantity": "1"}]))


def test_a_rejection_that_somebody_disputes_is_ruled_too(walk: Inspection) -> None:
    walk.find({1: "0"}, step="change_findings", reason="พบว่าไม่ตรงรุ่น")
    dissented(walk)
    refused("NOTHING_TO_ACCEPT", lambda: walk.perform("boonmee", "rule_to_accept", reason="รับ"))
    again = walk.perform("boonmee", "order_reinspection", reason="ตรวจเทียบกับแคตตาล็อกใหม่")
    assert (again.state, again.findings_stand) == ("inspecting", False)
    walk.find()
    assert walk.sign_all().state == "accepted"
    assert Opinion.objects.filter(document=again.pk).count() == 6  # the three before and the three after


def test_whoever_signed_does_not_rule(walk: Inspection, deliver: Deliver) -> None:
    """A member who acts for นายก on the day of the ruling."""
    office = walk.office
    enter_order(
        office, "wilai", position=office.boonmee.holdings.get().position, capacity="in_absence", starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31), order_number="201/2569", ordered_on=date(2026, 10, 1),
    )  # fmt: skip
    dissented(walk)
    assert "คนละคน" in refused("SAME_PERSON", lambda: walk.perform("wilai", "rule_to_accept", reason="รับ")).sentence


def test_the_same_member_signs_once(walk: Inspection) -> None:
    walk.sign("porntip")
    refused("NOT_YOUR_SEAT", lambda: walk.sign("porntip"))
    refused("NOT_YOUR_SEAT", lambda: walk.dissent("porntip"))
    refused("NOT_YOUR_SEAT", lambda: walk.sign("theera"))


def test_a_signature_needs_the_password(walk: Inspection) -> None:
    act = lambda: engine.perform(walk.office.porntip, walk.acceptance, "sign", acted_on=date(2026, 11, 10), opinion="accept")
    refused("PASSWORD_NEEDED", act)


def test_other_findings_are_another_thing_to_sign(walk: Inspection) -> None:
    walk.sign("wilai")
    before = walk.sign("porntip")
    changed = walk.find({1: "11"}, step="change_findings", reason="เครื่องหนึ่งเปิดไม่ติด")
    assert changed.fallen_signatures == "นางวิไล ศรีเมือง, นางสาวพรทิพย์ แสงทอง"
    assert (changed.version, changed.findings_number) == (before.version + 1, 2)
    assert changed.content_hash != before.content_hash
    assert Content.objects.filter(hash=before.content_hash).exists()  # what was signed can be shown as it stood
    assert {person.username for person in walk.silent()} == {"wilai", "porntip", "orathai"}
    with pytest.raises(Refused) as caught:
        engine.perform(walk.office.orathai, changed, "sign", version=before.version, acted_on=date(2026, 11, 10), opinion="accept")
    assert "STALE_VERSION" in caught.value.codes
    refused("WRONG_INPUT", lambda: walk.find({1: "11"}, step="change_findings"))  # a change without its reason
    refused("NOT_YOUR_SEAT", lambda: walk.perform("porntip", "change_findings", **findings(walk)))
    assert walk.sign_all().state == "accepted"
    assert list(Opinion.objects.filter(document=changed.pk).values_list("findings_number", flat=True)) == [1, 1, 2, 2, 2]
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def findings(walk: Inspection) -> dict[str, Any]:
    row = {"position": 1, "accepted_quantity": "12", "finding": ""}
    return {"inspected_on": date(2026, 11, 10), "place": "agreed", "check_method": "counted", "lines": [row], "reason": "ก"}


def test_findings_that_nobody_had_signed_fell_nobody(walk: Inspection) -> None:
    assert walk.find({1: "11"}, step="change_findings", reason="นับใหม่").fallen_signatures == ""


def test_the_opinion_stands_in_the_trail_beside_its_row(walk: Inspection) -> None:
    walk.dissent("porntip", REASON, disputed=[{"position": 1, "quantity": "2"}])
    body = JournalEntry.objects.get(document=walk.acceptance.pk, step="sign").body
    assert '"accepts":false' in body and '"disputed":[[1,"2"]]' in body and REASON in body


@pytest.mark.parametrize("model", [Opinion, InterestDeclaration, InspectionSeat])
@pytest.mark.parametrize("attack", ["update", "delete"])
def test_no_opinion_no_declaration_and_no_seat_ever_changes(walk: Inspection, model: Any, attack: str) -> None:
    """Not even in a step of the very document."""
    walk.sign("porntip")
    rows = model.objects.filter(document=walk.acceptance.pk)
    before = list(rows.values())
    with pytest.raises(DatabaseError, match="only grows"):
        attacked(walk, lambda: rows.update(person=walk.office.theera.pk) if attack == "update" else rows._raw_delete("default"))
    assert list(rows.values()) == before


def attacked(walk: Inspection, attack: Callable[[], Any]) -> None:
    """An attack by code that holds the permit of a step."""
    with released(connection), transaction.atomic():
        hold(connection, entry.opening_permit(walk.acceptance, "sign"))
        attack()


def test_a_seat_is_one_s_own_whomever_the_member_acts_for(walk: Inspection) -> None:
    people, post = register_of(walk.office.organization, PeopleRegister), walk.office.boonmee.holdings.get().position
    day = walk.acceptance.last_acted_on
    engine.perform(
        walk.office.wilai, people, "order_acting", position=post, person=walk.office.porntip, capacity="in_absence", starts_on=day,
        ends_on=TODAY, order_number="405/2569", ordered_on=day, matters=[], ceiling_baht=None,
    )  # fmt: skip
    signed = json.loads(JournalEntry.objects.get(document=walk.sign("porntip").pk, step="sign").body)
    assert (signed["capacity"], signed["on_behalf_of"], signed["order"]) == ("holding", "", None)
    assert signed["position"] == signed["own_position"] == walk.office.porntip.holdings.get().position.title


def test_a_dissent_that_disputes_none_of_a_line_is_refused(deliver: Deliver) -> None:
    inspection = deliver()
    inspection.declare()
    inspection.find()
    refused("WRONG_INPUT", lambda: inspection.dissent("porntip", disputed=[{"position": 1, "quantity": "0"}]))
