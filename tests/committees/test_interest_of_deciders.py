"""มาตรา 13 (M6): whoever stands behind the vendor neither rules on his delivery, nor supervises it, takes it over or passes on what was found."""

from typing import Any

import pytest

from committees.rehearsal.walk import CLOSING, Inspection
from tests.committees.conftest import Deliver
from tests.committees.refusing import refused
from tests.committees.test_body import name_as_vendor, replace
from workflows.models import JournalEntry

BEHIND = "ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือคุณ หรือเป็นของคุณ คุณจึงสั่งการหรือรับรองการส่งมอบนี้ไม่ได้"


def disputed(walk: Inspection) -> Inspection:
    walk.declare()
    walk.find()
    walk.sign("porntip")
    walk.sign("wilai")
    walk.dissent("orathai")
    return walk


@pytest.mark.rule("M6", "refused")
@pytest.mark.parametrize("ruling", ["rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject", "order_reinspection"])
def test_the_head_rules_on_no_delivery_of_his_own(deliver: Deliver, ruling: str) -> None:
    walk = disputed(deliver())
    name_as_vendor(walk, "boonmee")
    before = JournalEntry.objects.count()
    told = refused("VENDOR_IS_YOURS", lambda: walk.perform("boonmee", ruling, reason="เห็นด้วยกับเสียงข้างมาก"))
    assert told.sentence == BEHIND and "ให้ผู้มีคำสั่งทำแทน" in told.remedy
    assert JournalEntry.objects.count() == before


@pytest.mark.rule("M6", "refused")
@pytest.mark.parametrize(("accepted", "who", "step"), [
    (None, "duangjai", "take_over"), (None, "boonmee", "acknowledge_report"),
    ({1: "0"}, "rattana", "pass_rejection"), ({1: "0"}, "boonmee", "inform_vendor"),
])  # fmt: skip
def test_nor_does_anybody_pass_on_what_was_found_of_his_own(deliver: Deliver, accepted: Any, who: str, step: str) -> None:
    walk = deliver()
    walk.to_decision(accepted)
    while CLOSING[walk.acceptance.state](walk)[1] != step:
        earlier, before, facts = CLOSING[walk.acceptance.state](walk)
        walk.perform(earlier, before, **facts)
    name_as_vendor(walk, who)
    _, _, data = CLOSING[walk.acceptance.state](walk)
    refused("VENDOR_IS_YOURS", lambda: walk.perform(who, step, **data))


@pytest.mark.rule("M6", "refused")
def test_nor_chooses_who_inspects_it(deliver: Deliver) -> None:
    walk = deliver()
    name_as_vendor(walk, "boonmee")
    refused("VENDOR_IS_YOURS", lambda: replace(walk, "porntip", "theera"))


@pytest.mark.rule("M6", "refused")
@pytest.mark.rule("W1", "refused")
def test_a_supervisor_reports_no_works_of_his_own_and_is_replaced(build: Deliver) -> None:
    walk = build()
    name_as_vendor(walk, "orathai")
    refused("VENDOR_IS_YOURS", walk.supervise)
    walk.perform(
        "boonmee", "replace_supervisor", supervisor=walk.office.people["kanda"].pk, order_number="9/2570", reason="มีส่วนได้เสีย"
    )
    assert walk.supervise().state == "declaring"


@pytest.mark.rule("M6", "kept")
def test_an_officer_who_decides_nothing_may_stand_behind_the_vendor(deliver: Deliver) -> None:
    walk = disputed(deliver())
    name_as_vendor(walk, "kanda")
    assert walk.perform("boonmee", "rule_to_accept", reason="เห็นด้วยกับเสียงข้างมาก").state == "accepted"
