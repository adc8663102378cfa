"""An order whose rest never comes: the head ends it after its due day, what was accepted is paid, the budget is free again."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from committees.rules.lateness import is_over_termination, termination_to_be_considered
from disbursement.rehearsal.paying import pay_by_one_file
from procurement.acceptances import ACCEPTANCES
from procurement.models import PurchaseKind
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from procurement.rules.rest import due_first, rest_fine_baht
from tests.beginnings import beginning
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import LAW, held
from tests.procurement.test_purchase_delivery import CHAIRS, GIFT
from tests.workflows.api_caller import PASSWORD, Caller
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

ORDERED, DUE = date(2026, 11, 2), date(2026, 12, 2)
SAID = {"reason": "ผู้ขายแจ้งว่าผลิตไม่ได้", "letter_number": "นด 70102/501"}


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


def ordered(office: PracticeOffice, lines: Any = CHAIRS, **changes: Any) -> Walk:
    """Ordered on 2 Nov 2026 and due on 2 Dec, at 0.20 percent a day."""
    vendors, budget_lines = furnish(office)
    walk = Walk(office, Need("ซื้อเก้าอี้", lines, vendors[0], budget_lines[1], members=COMMITTEE, **changes))
    walk.to(State.ORDERED)
    return walk


def part_accepted(office: PracticeOffice) -> tuple[Walk, Road]:
    """Twelve of twenty chairs accepted, and not paid yet."""
    walk = ordered(office)
    walk.deliver(quantities={1: "12"}, note_number="ก1")
    road = Road(walk)
    road.accept()
    walk.purchase.refresh_from_db()
    return walk, road


@pytest.mark.rule("N12", "kept", "refused")
@pytest.mark.parametrize(
    ("day", "fine"),
    [(DUE - timedelta(days=1), None), (DUE, None), (DUE + timedelta(days=1), "24.00"), (date(2026, 12, 14), "288.00")],
)
def test_the_head_ends_the_rest_after_its_due_day_with_the_fine_up_to_that_day(
    office: PracticeOffice, day: date, fine: str | None
) -> None:
    walk, road = part_accepted(office)
    set_day(office, day)
    if fine is None:
        error = refused("NOT_OVERDUE", lambda: walk.perform("boonmee", "end_rest", **SAID))
        assert "2 ธ.ค. 2569" in error.refusals[0].sentence and "ข้อ 183" in error.refusals[0].basis
        return
    ended = walk.perform("boonmee", "end_rest", **SAID)
    assert (ended.state, ended.waiting_for, ended.rest_ended_on) == (State.REST_ENDED, "", day)
    assert (f"{ended.rest_baht:.2f}", f"{ended.rest_fine_baht:.2f}") == ("12000.00", fine)
    assert held(walk) == (Decimal(0), Decimal("18000.00"), Decimal(0)), "what was accepted is still owed, and nothing more"
    refused("NOT_FROM_THIS_STATE", lambda: walk.deliver(quantities={1: "1"}, note_number="ก2"))
    body = json.loads(JournalEntry.objects.get(document=ended.pk, step="end_rest").body)
    assert (body["reason"], body["facts"]["is_over_termination"]) == (SAID["reason"], False)
    voucher = road.voucher()
    voucher.to("approved")
    pay_by_one_file(office, [voucher.payment()])
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, walk.purchase.rest_claim_baht) == (State.ENDED, Decimal(0))
    assert held(walk) == (Decimal(0), Decimal(0), Decimal("18000.00"))
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def test_the_road_is_the_head_s_alone_and_asks_for_reason_letter_and_signature(office: PracticeOffice) -> None:
    walk, _ = part_accepted(office)
    set_day(office, DUE + timedelta(days=1))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("duangjai", "end_rest", **SAID))
    refused("WRONG_INPUT", lambda: walk.perform("boonmee", "end_rest", **{**SAID, "reason": ""}))
    refused("WRONG_INPUT", lambda: walk.perform("boonmee", "end_rest", **{**SAID, "letter_number": ""}))


def test_what_lies_before_the_inspectors_is_decided_first(office: PracticeOffice) -> None:
    walk = ordered(office)
    set_day(office, DUE + timedelta(days=1))
    walk.deliver(quantities={1: "12"}, note_number="ก1")
    refused("INSPECTION_PENDING", lambda: walk.perform("boonmee", "end_rest", **SAID))


def test_an_order_of_which_nothing_came_waits_for_its_fine_alone(office: PracticeOffice) -> None:
    walk = ordered(office)
    set_day(office, DUE + timedelta(days=51))
    ended = walk.perform("boonmee", "end_rest", **SAID)
    assert (ended.state, f"{ended.rest_fine_baht:.2f}") == (State.CLAIMING, "3060.00")  # 60 a day, 51 days: 10.2 percent
    assert held(walk) == (Decimal(0), Decimal(0), Decimal(0))
    assert json.loads(JournalEntry.objects.get(document=ended.pk, step="end_rest").body)["facts"]["is_over_termination"] is True


def test_goods_that_cost_nothing_and_never_come_keep_nothing_open_for_ever(office: PracticeOffice) -> None:
    walk = ordered(office, GIFT)
    road = Road(walk)
    walk.deliver(quantities={1: "1"}, note_number="ก1")
    pay_by_one_file(office, [road.approved()])
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, walk.purchase.waiting_for) == (State.ORDERED, "supplies_officer")
    refused("NOT_OVERDUE", lambda: walk.perform("boonmee", "end_rest", **SAID))
    set_day(office, DUE + timedelta(days=1))
    ended = walk.perform("boonmee", "end_rest", **SAID)
    assert (ended.state, ended.rest_baht, ended.rest_fine_baht) == (State.ENDED, Decimal(0), Decimal(0))
    assert held(walk) == (Decimal(0), Decimal(0), Decimal("9000.00"))


@pytest.mark.rule("§2.6(5)", "kept")
@pytest.mark.parametrize(("came", "right", "told"), [("0", "0", True), ("2", "1", True), ("1", "1", True), ("2", "2", False)])
def test_the_vendor_is_told_of_missing_goods_that_cost_nothing(office: PracticeOffice, came: str, right: str, told: bool) -> None:
    walk = ordered(office, GIFT)
    walk.deliver(quantities={1: "1", **({2: came} if came != "0" else {})}, note_number="ก1")
    inspection = Road(walk).inspection()
    inspection.to_decision({2: right} if right != came else {})
    assert inspection.acceptance.is_partial is told
    inspection.perform("duangjai", "take_over", copies=2, vendor_copy_on=inspection.acceptance.last_acted_on)
    assert inspection.acceptance.state == ("informing" if told else "handed_over")


def test_the_vendor_is_not_told_of_what_another_delivery_has_brought(office: PracticeOffice) -> None:
    walk = ordered(office, GIFT)
    walk.deliver(quantities={1: "1"}, note_number="ก1")
    first = Road(walk).inspection()
    first.to_decision()
    assert first.acceptance.is_partial
    walk.deliver(quantities={2: "2"}, note_number="ก2")
    second = Road(walk).inspection()
    second.to_decision()
    assert not first.acceptance.is_partial and not second.acceptance.is_partial


def rows(*instalments: tuple[str, str, str], late: str = "") -> dict[str, Any]:
    """Instalments as (price, accepted, due day), in baht; `late` is the day of an accepted delivery of the first."""
    told = [
        {"number": number, "amount_baht": int(price) * 100, "accepted_baht": int(accepted) * 100, "due_on": due}
        for number, (price, accepted, due) in enumerate(instalments, start=1)
    ]
    return {"instalments": told, "deliveries": [{"instalment": 1, "accepted_baht": 1, "delivered_on": late}] if late else []}


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(
    ("told", "percent", "whole", "floor", "fine"),
    [
        (rows(("1000", "0", "2026-12-02")), "0.20", None, "0", "6.00"),  # 2 a day, 3 days
        (
            rows(("1000", "1000", "2026-11-02"), ("500", "0", "2026-12-02")),
            "0.20",
            None,
            "0",
            "3.00",
        ),  # the accepted part is not fined
        (rows(("1000", "0", "2026-12-02"), ("500", "0", "2026-12-20")), "0.20", None, "0", "6.00"),  # the second is not due yet
        (rows(("1000", "0", "2026-12-02")), "0.10", "1000", "100", "300.00"),  # the floor of 100
        (rows(("1000", "0", "2026-12-02")), "0.25", "1000", "0", "7.50"),  # hinders traffic: no floor is known
        (rows(("1000", "400", "2026-12-02"), late="2026-12-04"), "0.10", "400000", "100", "400.00"),  # two days were fined before
        (rows(("1000", "1000", "2026-12-02")), "0.10", "400000", "100", "0.00"),  # only what costs nothing is missing
    ],
)
def test_the_fine_of_the_rest_up_to_the_fifth_of_december(
    told: Any, percent: str, whole: str | None, floor: str, fine: str
) -> None:
    whole_baht = None if whole is None else Decimal(whole)
    assert rest_fine_baht(told, date(2026, 12, 5), Decimal(percent), whole_baht, Decimal(floor)) == Decimal(fine)


def test_the_rest_is_due_when_the_first_missing_part_was() -> None:
    told = rows(("1000", "1000", "2026-11-02"), ("500", "100", "2026-12-02"), ("500", "0", "2026-12-20"))
    assert due_first(told["instalments"]) == date(2026, 12, 2)


@pytest.mark.rule("N12", "kept")
@pytest.mark.parametrize(("fines", "over"), [("2999.99", False), ("3000.00", False), ("3000.01", True)])
def test_above_ten_percent_termination_must_be_considered(fines: str, over: bool) -> None:
    assert is_over_termination(Decimal(fines), Decimal(30000), LAW) is over
    told = termination_to_be_considered(Decimal(fines), Decimal(30000), LAW)
    assert (told is not None) is over
    if told is not None:
        assert told.only_told and told.basis.startswith("ข้อ 183 ") and "3,000.01 บาท เกินร้อยละ 10 " in told.sentence


def test_the_head_ends_the_rest_at_the_api_and_sees_it_on_the_page(office: PracticeOffice) -> None:
    walk, _ = part_accepted(office)
    set_day(office, DUE + timedelta(days=1))
    head, address = Caller(office, "boonmee"), f"/api/v1/purchase/{walk.purchase.pk}"
    told = head.get(address).json()
    offered = {step["name"]: step for step in told["steps"]}["end_rest"]
    assert (offered["allowed"], offered["basis_standing"]) == (True, "unconfirmed")
    form = head.get(reverse("step", args=["purchase", walk.purchase.pk, "end_rest"]))
    assert form.status_code == 200 and "หนังสือแจ้งผู้ขายเลขที่" in form.content.decode()
    answer = head.post(f"{address}/steps/end_rest", version=told["version"], password=PASSWORD, **SAID)
    assert (answer.status_code, answer.json()["state"]) == (200, "rest_ended"), answer.content.decode()
    page = head.get(reverse("case", args=[walk.purchase.case_id])).content.decode()
    assert "เลิกส่วนที่ยังไม่ส่งมอบ รอจ่ายส่วนที่ตรวจรับ" in page and "นด 70102/501" in page


@pytest.mark.parametrize("kind", [PurchaseKind.GOODS, PurchaseKind.SERVICES])
def test_once_everything_has_come_nobody_is_asked_to_record_a_delivery(office: PracticeOffice, kind: str) -> None:
    walk = ordered(office, kind=kind)
    officer = Caller(office, "duangjai")

    def is_asked() -> bool:
        """Whether the desk asks for a delivery, on the page and at the API."""
        rows = officer.get("/api/v1/desk").json()["rows"]
        at_api = any((row["procedure"], row["case"]) == ("purchase", str(walk.purchase.case_id)) for row in rows)
        on_page = "บันทึกการส่งมอบ" in officer.get(reverse("desk")).content.decode()
        assert at_api == on_page
        return on_page

    assert is_asked()
    walk.deliver(note_number="ก1")
    assert (walk.purchase.state, walk.purchase.waiting_for, is_asked()) == (State.DELIVERED, "", False)
    inspection = Road(walk).inspection()
    inspection.to_decision({1: "0"})
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, is_asked()) == (State.ORDERED, True), "what was rejected may come again"
    inspection.close()
    walk.deliver(note_number="ก2")
    payment = Road(walk).approved()
    assert not is_asked(), "accepted and approved, only the bank is waited for"
    assert officer.get(reverse("case", args=[walk.purchase.case_id])).status_code == 200
    pay_by_one_file(office, [payment])
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.COMPLETED
    assert ACCEPTANCES[kind]._default_manager.filter(case=walk.purchase.case_id).count() == 2
    assert list(rebuild_desks()) == []
