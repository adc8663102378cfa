"""Audit faults 15 and 16: what looks like a split need, and the same vendor again, is told to each who decides, and keeps nobody from it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from disbursement.rehearsal.walk import acted
from procurement import queries
from procurement.models import PurchaseLine
from procurement.purchase import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Walk
from procurement.rules.alike import Near, again, split
from tests.procurement.steps import LAW, Walks, one_line
from tests.procurement.test_statements import statements
from workflows.founding import register_of
from workflows.registers.office import OfficeRegister

BUILDING, ROADS = 2, 0
SPLIT, AGAIN = "MIGHT_BE_SPLIT", "SAME_VENDOR_AGAIN"


def page(walk: Walk, who: str) -> tuple[dict[str, Any], str]:
    """What the page of the case tells beside the steps of a person, by code; and the page itself."""
    client = Client()
    client.force_login(walk.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(f"/case/{walk.purchase.case_id}/")
    told = {c.code: c for part in response.context["page"].waiting for offer in part.offers for c in offer.cautions}
    return told, response.content.decode()


def opened(walks: Walks, price: str, days_ago: int = 0, **changes: Any) -> Walk:
    lines = furnish(walks().office)[1]
    walk = walks(lines=one_line(price), **{"budget_line": lines[BUILDING], **changes})
    walk.days = {"open_request": timezone.localdate() - timedelta(days=days_ago)}
    walk.open()
    return walk


# ข้อ 20


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        ((), False),
        (("100000.00",), False),  # at the ceiling
        (("100000.01",), True),
        (("50000.00", "50000.00"), False),
        (("50000.00", "50000.01"), True),
    ],
)
def test_more_than_the_ceiling_of_the_method_together_is_told(others: tuple[str, ...], is_told: bool) -> None:
    near = [Near("1" * 32, f"{n}/2570", Decimal(amount)) for n, amount in enumerate(others, start=7)]
    told = split(Decimal("400000.00"), near, LAW)
    assert (told is not None) is is_told
    if told is not None:
        assert "500,000.00" in told.sentence and told.basis.startswith("ข้อ 20 ") and told.remedy
        words = [f"{n}/2570 · {Decimal(amount):,.2f} บาท" for n, amount in enumerate(others, start=7)]
        assert [named for _, named in told.speaks_of] == words


@pytest.mark.parametrize(
    ("days_ago", "changes", "is_told"),
    [
        (0, {}, True),
        (89, {}, True),
        (90, {}, True),
        (91, {}, False),
        (0, {"kind": "services"}, False),
        (0, {"budget_line": ROADS}, False),
    ],
)
def test_near_in_time_of_one_kind_and_on_one_line(walks: Walks, days_ago: int, changes: dict[str, Any], is_told: bool) -> None:
    first = opened(walks, "300000.00", days_ago, **named(walks, changes))
    first.to(State.SPECIFYING)
    second = opened(walks, "200000.01")
    second.to(State.REPORTED)
    told, shown = page(second, "rattana")
    assert (SPLIT in told) is is_told
    if is_told:
        assert f'href="/case/{first.purchase.case_id}/"' in shown and "500,000.01" in told[SPLIT].sentence
        assert f"เรื่อง {first.purchase.case} · 300,000.00 บาท" in shown
        assert "90 วัน" in told[SPLIT].sentence and "ข้อ 20" in shown


@pytest.mark.parametrize(("vendor", "is_told"), [(0, True), (1, False)])
def test_one_vendor_on_two_lines_is_told_once_it_is_chosen(walks: Walks, vendor: int, is_told: bool) -> None:
    first = opened(walks, "300000.00", **named(walks, {"budget_line": ROADS, "vendor": vendor}))
    first.to(State.RESULT_REPORTED)
    second = opened(walks, "300000.00")
    second.to(State.REPORTED)
    assert SPLIT not in page(second, "rattana")[0]
    second.to(State.RESULT_REPORTED)
    assert (SPLIT in page(second, "rattana")[0]) is is_told


def named(walks: Walks, changes: dict[str, Any]) -> dict[str, Any]:
    """Vendors and lines by their place in the furnished office; all of one unit, so that it can ask on either line."""
    vendors, lines = furnish(walks().office)
    others: dict[str, Any] = {"budget_line": lines, "vendor": vendors}
    return {name: others[name][value] if name in others else value for name, value in changes.items()}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (State.REQUESTED, "somchai"), (State.REPORTING, "duangjai"), (State.REPORTED, "rattana"), (State.ENDORSED, "wilai"),
        (State.APPROVING, "boonmee"), (State.RESULT_REPORTED, "rattana"), (State.RESULT_ENDORSED, "boonmee"),
    ],
)  # fmt: skip
def test_each_who_decides_is_told_and_may_go_on(walks: Walks, state: State, who: str) -> None:
    opened(walks, "300000.00").to(State.SPECIFYING if state != State.REQUESTED else State.DRAFT)
    second = opened(walks, "300000.00")
    second.to(state)
    assert SPLIT in page(second, who)[0]
    assert SPLIT not in page(second, "theera")[0], "who decides nothing of it is told nothing"
    step_before = second.purchase.state
    second.to(State.AWARDED if state in (State.RESULT_REPORTED, State.RESULT_ENDORSED) else State.NEGOTIATING)
    assert second.purchase.state != step_before


def test_what_was_called_off_is_no_part(walks: Walks) -> None:
    first = opened(walks, "300000.00")
    first.to(State.SPECIFYING)
    second = opened(walks, "300000.00")
    second.to(State.REPORTED)
    assert SPLIT in page(second, "rattana")[0]
    first.perform("somchai", "withdraw_request", reason="ไม่ต้องใช้แล้ว")
    assert SPLIT not in page(second, "rattana")[0]


def test_the_office_chooses_within_how_many_days(walks: Walks) -> None:
    first = opened(walks, "300000.00", 30)
    first.to(State.SPECIFYING)
    register = register_of(first.office.organization, OfficeRegister)
    value = {"law_key": "procurement.splitting_window_calendar_days", "value": "29", "reason": "สตง. แนะนำ"}
    acted(first.office, "rattana", register, "set_law_value", in_force_from=timezone.localdate(), **value)
    second = opened(walks, "300000.00")
    second.to(State.REPORTED)
    assert SPLIT not in page(second, "rattana")[0]


# The same vendor


@pytest.mark.parametrize(("won", "is_told"), [("AAABA", True), ("AABBA", False), ("AAAA", True), ("AAA", False), ("BBBBB", False)])
def test_a_vendor_who_won_four_of_the_last_five_is_told(won: str, is_told: bool) -> None:
    last = [Near("1" * 32, f"{n}/2570", Decimal(1), vendor) for n, vendor in enumerate(won)]
    told = again("A", last, LAW)
    assert (told is not None) is is_told
    if told is not None:
        assert f"{won.count('A')} ใน {len(won)} ครั้ง" in told.sentence and told.basis.startswith("แนวปฏิบัติ")
        assert len(told.speaks_of) == won.count("A")


def test_the_head_and_executive_are_told_of_the_vendor_of_the_result(walks: Walks) -> None:
    for _ in range(4):
        opened(walks, "1000.00").to(State.ORDERING)
    walk = opened(walks, "1000.00")
    for state, who in ((State.RESULT_REPORTED, "rattana"), (State.RESULT_ENDORSED, "boonmee")):
        walk.to(state)
        told, shown = page(walk, who)
        assert set(told) == {AGAIN} and "4 ใน 4 ครั้งหลังสุด" in shown
    assert walk.to(State.AWARDED).state == State.AWARDED


def test_however_many_there_are_the_page_asks_as_often(walks: Walks) -> None:
    def asked(walk: Walk) -> int:
        walk.to(State.RESULT_ENDORSED)
        page(walk, "boonmee")
        return statements(lambda: page(walk, "boonmee"))

    alone = asked(opened(walks, "1000.00"))
    for _ in range(4):
        opened(walks, "300000.00").to(State.ORDERING)
    assert PurchaseLine.objects.count() == 5
    assert asked(opened(walks, "1000.00")) == alone


def test_among_any_many_cases_both_are_found_by_an_index_of_their_own(walks: Walks) -> None:
    """At 100,000 cases each of the two questions took a second on SQLite, and with them the page of the case."""
    purchase = opened(walks, "1000.00").purchase
    last = purchase.case.opened_on
    asked = {"purchase_by_announcement": queries.won_before(purchase, 5)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # SQLite takes the other index once it knows how large its tables are
            asked["case_opened"] = queries.bought_near(purchase, last, last)
            cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
        for index, found in asked.items():
            assert index in found.explain()
