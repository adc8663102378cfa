"""ข้อ 27: declaration first, quorum, replacement by order half-way."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from committees.acceptance import seats
from committees.models import InspectionSeat, Opinion
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver
from tests.committees.refusing import refused
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice
from workflows.procedure import procedure_of
from workflows.proof import Proof
from workflows.rebuild import rebuild_desks
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister
from workflows.separation import PAIRS
from workflows.verification import verify

DAY = date(2026, 11, 5)
FIVE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"), ("theera", "member"), ("kanda", "member"))
INTEREST = "เป็นพี่ของผู้จัดการบริษัทผู้ขาย"


def replace(walk: Inspection, leaving: str, coming: str, **changes: Any) -> Any:
    couple = {"leaving": walk.office.people[leaving].pk, "person": walk.office.people[coming].pk}
    facts = {"members": [couple], "order_number": "231/2569", "ordered_on": DAY, "reason": "ลาคลอด", **changes}
    return walk.perform("boonmee", "replace_members", **facts)


def let_attending_decide(office: PracticeOffice) -> None:
    register = register_of(office.organization, OfficeRegister)

    proof = Proof(office.boonmee.pk, timezone.now())
    engine.perform(office.boonmee, register, "set_choice", proof=proof, choice="acceptance.quorum", value="attending")


def absent(walk: Inspection, *who: str) -> list[Any]:
    return [walk.office.people[name].pk for name in who]


def name_as_vendor(walk: Inspection, who: str) -> None:
    """The register of parties learns which officer stands behind the vendor."""
    parties = register_of(walk.office.organization, PartyRegister)
    engine.perform(walk.office.theera, parties, "name_officer", party=walk.acceptance.party, officer=walk.office.people[who])


# The declaration, M6


@pytest.mark.rule("M6", "kept", "refused")
def test_nobody_inspects_before_all_have_declared(deliver: Deliver) -> None:
    walk = deliver()
    walk.perform("wilai", "declare_no_interest")
    refused("NOT_FROM_THIS_STATE", walk.find)
    refused("NOT_YOUR_SEAT", lambda: walk.perform("wilai", "declare_no_interest"))
    walk.declare()
    assert walk.acceptance.state == "inspecting"
    assert walk.acceptance.waiting_for == "seat:lead"


@pytest.mark.rule("M6", "kept", "refused")
@pytest.mark.parametrize("state", ["declaring", "inspecting", "signing"])
def test_whoever_has_an_interest_resigns_at_whatever_moment_and_is_replaced(deliver: Deliver, state: str) -> None:
    walk = deliver()
    if state != "declaring":
        walk.declare()
    if state == "signing":
        walk.find()
        walk.sign("porntip")
        walk.sign("orathai")  # who only then learns that the vendor is her cousin's
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "declare_interest", reason=""))
    walk.perform("orathai", "declare_interest", reason=INTEREST)
    assert (walk.acceptance.state, walk.acceptance.waiting_for) == ("replacing", "chief_executive")
    refused("NOT_YOUR_SEAT", lambda: walk.perform("orathai", "declare_interest", reason=INTEREST))
    refused("VACANCY_LEFT", lambda: replace(walk, "porntip", "theera"))
    replace(walk, "orathai", "theera", reason=INTEREST)
    assert walk.acceptance.state == "declaring"
    walk.declare()
    assert walk.acceptance.state == ("signing" if state == "signing" else "inspecting")
    if state != "signing":
        walk.find()
    assert {person.username for person in walk.silent()} == (
        {"wilai", "theera"} if state == "signing" else {"wilai", "porntip", "theera"}
    )
    assert walk.sign_all().state == "accepted"
    assert Opinion.objects.filter(document=walk.acceptance.pk).count() == (4 if state == "signing" else 3)


@pytest.mark.rule("M6", "kept", "refused")
def test_an_interest_bars_for_the_rest_of_the_case_and_no_waiver_opens_it(deliver: Deliver) -> None:
    first = deliver()
    first.perform("orathai", "declare_interest", reason=INTEREST)
    replace(first, "orathai", "theera", reason=INTEREST)
    first.declare()
    first.find({1: "0"})
    first.sign_all()
    first.close()
    again = deliver(case=first.acceptance.case, delivery_note_number="IV-2", acted_on=first.acceptance.last_acted_on)
    refused("SAME_PERSON", lambda: again.perform("orathai", "declare_no_interest"))
    again.perform("orathai", "declare_interest", reason=INTEREST)
    replace(again, "orathai", "theera", reason=INTEREST)
    assert again.to_decision().state == "accepted"
    barred = [pair for pair in PAIRS if pair.first == "goods_acceptance.declare_interest"]
    assert {pair.second.split(".")[1] for pair in barred} == {"declare_no_interest", "record_findings", "change_findings", "sign"}
    assert not any(pair.is_waivable for pair in barred)


@pytest.mark.rule("M6", "kept", "refused")
def test_two_with_an_interest_are_replaced_by_one_order(deliver: Deliver) -> None:
    walk = deliver()
    walk.perform("orathai", "declare_interest", reason=INTEREST)
    walk.perform("wilai", "declare_interest", reason=INTEREST)
    refused("VACANCY_LEFT", lambda: replace(walk, "wilai", "theera"))
    couples = [
        {"leaving": walk.office.people[a].pk, "person": walk.office.people[b].pk}
        for a, b in (("wilai", "kanda"), ("orathai", "theera"))
    ]
    replace(walk, "wilai", "kanda", members=couples, reason=INTEREST)
    assert walk.to_decision().state == "accepted"
    assert walk.lead.username == "kanda"  # the new chair recorded the findings


# A replacement, M4


@pytest.mark.rule("M4", "kept", "refused")
def test_an_absent_member_is_replaced_half_way_and_the_others_signatures_stand(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    found = walk.find()
    walk.sign("wilai")
    replace(walk, "porntip", "theera")
    assert list(rebuild_desks()) == []
    refused("NOT_YOUR_SEAT", lambda: walk.perform("porntip", "declare_interest", reason=INTEREST))
    refused("NOT_FROM_THIS_STATE", lambda: walk.sign("theera"))  # declares first
    walk.perform("theera", "declare_no_interest")
    assert walk.acceptance.state == "signing"
    assert {person.username for person in walk.silent()} == {"orathai", "theera"}
    refused("NOT_YOUR_SEAT", lambda: walk.sign("porntip"))
    walk.sign("theera")
    assert walk.sign("orathai").state == "accepted"
    assert walk.acceptance.content_hash == found.content_hash
    seat = InspectionSeat.objects.get(document=found.pk, person=walk.office.theera)
    assert (seat.seat, seat.replaces, seat.order_number, seat.position_title) == (
        "member",
        walk.office.porntip,
        "231/2569",
        "นักวิชาการเงินและบัญชี",
    )
    assert InspectionSeat.objects.filter(document=found.pk).count() == 4
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("M4", "kept")
def test_the_opinion_of_whoever_was_replaced_is_kept_and_counts_no_more(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.dissent("porntip")
    replace(walk, "porntip", "theera")
    walk.declare()
    assert walk.sign_all().state == "accepted"
    assert Opinion.objects.filter(document=walk.acceptance.pk, person=walk.office.porntip, accepts=False).exists()


@pytest.mark.rule("M4", "refused")
@pytest.mark.parametrize(
    ("leaving", "coming", "changes", "code"),
    [
        ("porntip", "wilai", {}, "MEMBER_TWICE"),
        ("porntip", "porntip", {}, "MEMBER_TWICE"),
        ("theera", "kanda", {}, "NO_SUCH_MEMBER"),
        ("porntip", "duangjai", {}, "INSPECTOR_IS_SUPPLIES_OFFICER"),
        ("porntip", "boonmee", {}, "INSPECTOR_IS_HEAD"),
        ("porntip", "theera", {"ordered_on": date(2026, 11, 6)}, "FUTURE_DATE"),
        ("porntip", "theera", {"order_number": ""}, "WRONG_INPUT"),
        ("porntip", "theera", {"reason": ""}, "WRONG_INPUT"),
    ],
)
def test_a_replacement_that_the_order_cannot_make_is_refused(
    deliver: Deliver, leaving: str, coming: str, changes: Any, code: str
) -> None:
    walk = deliver()
    refused(code, lambda: replace(walk, leaving, coming, **changes))


@pytest.mark.rule("M4", "refused")
def test_only_the_head_replaces_and_not_after_the_decision(deliver: Deliver) -> None:
    walk = deliver()
    couple = {"leaving": walk.office.porntip.pk, "person": walk.office.theera.pk}
    facts = {"members": [couple], "order_number": "231/2569", "ordered_on": DAY, "reason": "ลา"}
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "replace_members", **facts))
    walk.to_decision()
    refused("NOT_FROM_THIS_STATE", lambda: replace(walk, "porntip", "theera"))


# The quorum, M4


@pytest.mark.rule("M4", "refused")
def test_an_office_that_wants_all_does_not_do_without_anybody(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    assert "ข้อ 27" in refused("ALL_MUST_ATTEND", lambda: walk.find(absent=absent(walk, "orathai"))).basis


@pytest.mark.rule("M4", "kept", "refused")
@pytest.mark.parametrize(
    ("away", "code"),
    [
        (("kanda",), None),
        (("theera", "kanda"), None),  # three of five
        (("orathai", "theera", "kanda"), "NO_QUORUM"),  # two of five are less than half
        (("wilai",), "CHAIR_ABSENT"),
    ],
)
def test_where_the_office_allows_it_those_who_attend_decide_with_the_chair(
    deliver: Deliver, away: tuple[str, ...], code: str | None
) -> None:
    walk = deliver(committee=FIVE)
    let_attending_decide(walk.office)
    walk.declare()
    if code:
        refused(code, lambda: walk.find(absent=absent(walk, *away)))
        return
    walk.find(absent=absent(walk, *away))
    refused("NOT_YOUR_SEAT", lambda: walk.sign(away[0]))  # absent is not consent, and not a voice either
    assert walk.sign_all().state == "accepted"
    assert Opinion.objects.filter(document=walk.acceptance.pk).count() == len(FIVE) - len(away)
    assert sorted(walk.acceptance.absent) == sorted(walk.office.people[name].pk.hex for name in away)


@pytest.mark.rule("M4", "kept")
def test_of_three_two_with_the_chair_are_a_quorum(deliver: Deliver) -> None:
    walk = deliver()
    let_attending_decide(walk.office)
    walk.declare()
    walk.find(absent=absent(walk, "orathai"))
    walk.sign("wilai")
    assert walk.sign("porntip").state == "accepted"


def test_every_state_waits_for_whom_the_road_names(deliver: Deliver, build: Deliver) -> None:
    for walk in (deliver(), build()):
        waited = {state: step.name for state, step in procedure_of(walk.acceptance).waited.items()}
        assert waited == {
            **({"reporting_work": "report_works", "acknowledging": "acknowledge_delivery"} if walk.acceptance.supervisor_id else {}),
            "declaring": "declare_no_interest", "replacing": "replace_members", "inspecting": "record_findings", "signing": "sign",
            "dissented": "rule_to_accept", "accepted": "take_over", "handed_over": "acknowledge_report", "rejected": "pass_rejection",
            "informing": "inform_vendor",
        }  # fmt: skip


def test_the_trail_names_the_order_of_a_replacement(deliver: Deliver) -> None:
    walk = deliver()
    replace(walk, "porntip", "theera")
    body = JournalEntry.objects.get(document=walk.acceptance.pk, step="replace_members").body
    assert '"order_number":"231/2569"' in body and walk.office.theera.pk.hex in body and '"reason":"ลาคลอด"' in body


@pytest.mark.rule("M6", "refused")
def test_whom_the_register_names_as_the_vendor_cannot_say_that_he_has_no_interest(deliver: Deliver, office: PracticeOffice) -> None:
    inspection = deliver()
    name_as_vendor(inspection, "porntip")
    refused("INTEREST_KNOWN", lambda: inspection.perform("porntip", "declare_no_interest"))
    assert inspection.perform("porntip", "declare_interest", reason="เป็นหุ้นส่วนของผู้ขาย").state == "replacing"


@pytest.mark.rule("M6", "kept", "refused")
def test_whom_the_register_names_after_his_declaration_signs_nothing_and_is_replaced(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    name_as_vendor(walk, "porntip")
    refusal = refused("INTEREST_KNOWN", lambda: walk.sign("porntip"))
    assert "ข้อ 27" in refusal.basis and "แต่งตั้งแทน" in refusal.remedy
    walk.perform("porntip", "declare_interest", reason=INTEREST)
    replace(walk, "porntip", "theera", reason=INTEREST)
    walk.declare()
    assert walk.sign_all().state == "accepted"


@pytest.mark.rule("M6", "refused")
def test_a_chair_whom_the_register_names_records_and_changes_no_findings(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    name_as_vendor(walk, "wilai")
    refused("INTEREST_KNOWN", walk.find)
    name_as_vendor(walk, "kanda")
    walk.find()
    name_as_vendor(walk, "wilai")
    refused("INTEREST_KNOWN", lambda: walk.find(step="change_findings", reason="นับใหม่"))


@pytest.mark.rule("M6", "kept", "refused")
def test_nothing_is_decided_on_the_signature_of_whom_the_register_names_since(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.sign("porntip")
    name_as_vendor(walk, "porntip")
    refusal = refused("MEMBER_INTEREST_KNOWN", lambda: walk.sign("wilai"))
    assert walk.office.porntip.full_name in refusal.sentence
    replace(walk, "porntip", "theera", reason=INTEREST)
    walk.declare()
    assert walk.sign_all().state == "accepted"
    assert walk.office.porntip.pk not in [person.pk for person in walk.named(seats.people(seats.sitting(walk.rows)))]


@pytest.mark.rule("M6", "kept", "refused")
@pytest.mark.parametrize("ruling", ["rule_to_accept", "rule_to_accept_undisputed"])
def test_the_head_accepts_nothing_on_the_voice_of_whom_the_register_names_since(deliver: Deliver, ruling: str) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.sign("porntip")
    walk.sign("wilai")
    walk.dissent("orathai")
    name_as_vendor(walk, "porntip")
    refusal = refused("MEMBER_INTEREST_KNOWN", lambda: walk.perform("boonmee", ruling, reason="เห็นด้วยกับเสียงข้างมาก"))
    assert "สั่งให้ตรวจใหม่" in refusal.remedy
    walk.perform("boonmee", "order_reinspection", reason="เปลี่ยนผู้ตรวจรับ")
    replace(walk, "porntip", "theera", reason=INTEREST)
    assert walk.to_decision().state == "accepted"


@pytest.mark.rule("M6", "kept")
def test_an_officer_who_sits_elsewhere_may_stand_behind_the_vendor(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    name_as_vendor(walk, "kanda")
    assert walk.sign_all().state == "accepted"


@pytest.mark.rule("M6", "refused")
def test_the_same_holds_of_a_committee_of_works(build: Deliver) -> None:
    walk = build()
    walk.supervise()
    walk.declare()
    walk.find()
    name_as_vendor(walk, "somchai")
    refused("INTEREST_KNOWN", lambda: walk.sign("somchai"))
    refused("MEMBER_INTEREST_KNOWN", lambda: walk.sign("porntip"))
