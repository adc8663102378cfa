"""ข้อ 176 (6) and (7): what the head may rule on works that a member did not accept, walked on fixed days."""

from typing import Any

import pytest

from committees.models import Opinion
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver, line
from tests.committees.refusing import refused
from workflows.verification import verify

ROAD_AND_DRAIN = [
    line(position=1, item="ถนนคอนกรีต", unit_name="งาน", unit_price_baht="300000.00", ordered_quantity="1", delivered_quantity="1"),
    line(position=2, item="รางระบายน้ำ", unit_name="งาน", unit_price_baht="100000.00", ordered_quantity="1", delivered_quantity="1"),
]


@pytest.fixture
def works(build: Deliver) -> Inspection:
    """A road and its drain, delivered together, found right by the chair."""
    walk = build(lines=ROAD_AND_DRAIN)
    walk.supervise()
    walk.declare()
    walk.find()
    return walk


def dissented(walk: Inspection, **changes: Any) -> Inspection:
    walk.dissent("porntip", **changes)
    walk.sign_all()
    return walk


def test_the_head_rejects_works_that_a_member_did_not_accept(works: Inspection) -> None:
    dissented(works)
    refused("NOT_YOUR_ROLE", lambda: works.perform("wilai", "rule_to_reject", reason="ผิวทางแตกร้าว"))
    refused("WRONG_INPUT", lambda: works.perform("boonmee", "rule_to_reject", reason=""))
    ruled = works.perform("boonmee", "rule_to_reject", reason="ผิวทางแตกร้าว")
    assert (ruled.state, ruled.number, str(ruled.accepted_amount_baht)) == ("rejected", "", "0.00")
    works.close()
    assert list(verify(contents=True)) == []


@pytest.mark.rule("M5", "kept")
def test_the_undisputed_work_of_an_instalment_is_accepted_without_the_disputed_one(works: Inspection) -> None:
    dissented(works, disputed=[{"position": 2, "quantity": "1"}])
    ruled = works.perform("boonmee", "rule_to_accept_undisputed", reason="รางระบายน้ำยังไม่ได้ระดับ")
    assert (ruled.state, str(ruled.accepted_amount_baht), ruled.is_partial) == ("accepted", "300000.00", True)
    assert [row["accepted_quantity"] for row in works.rows["lines"]] == ["1.000", "0.000"]


def test_the_head_orders_works_inspected_anew_and_the_old_opinions_remain(works: Inspection) -> None:
    dissented(works)
    refused("NOT_YOUR_ROLE", lambda: works.perform("wilai", "order_reinspection", reason="เจาะตัวอย่างใหม่"))
    again = works.perform("boonmee", "order_reinspection", reason="เจาะตัวอย่างใหม่")
    assert (again.state, again.findings_stand) == ("inspecting", False)
    works.find()
    assert works.sign_all().state == "accepted"
    assert Opinion.objects.filter(document=again.pk).count() == 6  # the three before and the three after


def test_the_chair_changes_the_findings_of_works_and_the_signatures_before_fall(works: Inspection) -> None:
    works.sign("porntip")
    refused("WRONG_INPUT", lambda: works.find({2: "0"}, step="change_findings"))  # a change without its reason
    refused("NOT_YOUR_SEAT", lambda: works.perform("somchai", "change_findings"))
    refused("PART_OF_WORKS", lambda: works.find({2: "0.5"}, step="change_findings", reason="ทำครึ่งเดียว"))
    changed = works.find({2: "0"}, step="change_findings", reason="รางระบายน้ำไม่ได้ระดับ")
    assert changed.fallen_signatures == works.office.porntip.full_name
    assert works.sign_all().state == "accepted"
