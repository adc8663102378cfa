"""A crash at every statement of a step of the collective act: all of it happened, or nothing did."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from committees.models import SupervisedDay
from committees.rehearsal.walk import Inspection, Supervising, report_file
from committees.works_supervision import WorksSupervision
from tests.committees.conftest import built, delivered, line, practice_office
from tests.crash import sweep
from workflows import engine
from workflows.models import Party

# A transaction of the test's own would keep what a crash after the engine's commit leaves, as it should.
pytestmark = pytest.mark.own_database

DAY = date(2026, 11, 10)
LATE = {"delivered_on": DAY, "received_on": DAY, "lines": [line(delivered_quantity="12")]}


def signing(walk: Inspection) -> Inspection:
    walk.declare()
    walk.find()
    return walk


def dissented(walk: Inspection) -> Inspection:
    signing(walk)
    walk.sign("wilai")
    walk.dissent("porntip", disputed=[{"position": 1, "quantity": "2"}])
    walk.sign("orathai")
    return walk


def all_but(walk: Inspection, who: str) -> Inspection:
    signing(walk)
    for person in walk.silent():
        if person.username != who:
            walk.sign(person)
    return walk


def accepted(walk: Inspection) -> Inspection:
    signing(walk)
    walk.sign_all()
    return walk


def replacing(walk: Inspection) -> Any:
    couple = {"leaving": walk.office.porntip.pk, "person": walk.office.theera.pk}
    return walk.perform("boonmee", "replace_members", members=[couple], order_number="231/2569", ordered_on=DAY, reason="ลา")


# What leads to the step, and the step itself with all that follows by itself.
STEPS: Mapping[str, tuple[Callable[[Inspection], Any], Callable[[Inspection], Any]]] = {
    "the last declaration": (
        lambda walk: [walk.perform(who, "declare_no_interest") for who in ("wilai", "porntip")],
        Inspection.declare,
    ),
    "findings": (Inspection.declare, Inspection.find),
    "a signature": (signing, lambda walk: walk.sign("porntip")),
    "the last signature": (lambda walk: all_but(walk, "orathai"), lambda walk: walk.sign("orathai")),
    "the last, a dissent": (lambda walk: all_but(walk, "orathai"), lambda walk: walk.dissent("orathai")),
    "other findings": (
        lambda walk: all_but(walk, "orathai"),
        lambda walk: walk.find({1: "11"}, step="change_findings", reason="ชำรุด"),
    ),
    "a replacement": (lambda walk: all_but(walk, "porntip"), replacing),
    "an interest": (signing, lambda walk: walk.perform("porntip", "declare_interest", reason="เป็นญาติ")),
    "a ruling": (dissented, lambda walk: walk.perform("boonmee", "rule_to_accept_undisputed", reason="รับส่วนที่ไม่โต้แย้ง")),
    "handing over a part": (accepted, lambda walk: walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=DAY)),
    "a late notice": (accepted, lambda walk: walk.perform("duangjai", "record_late_notice", letter_number="1", noticed_on=DAY)),
}


def swept(walk: Inspection, act: Callable[[Inspection], Any]) -> int:
    before = walk.acceptance

    def again() -> None:
        walk.acceptance = before
        act(walk)

    return sweep(again)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_of_goods_is_all_or_nothing(own_database: str, name: str) -> None:
    lead, act = STEPS[name]
    walk = delivered(practice_office(), **LATE)
    lead(walk)
    assert swept(walk, act) >= 3


def test_the_reports_of_a_supervisor_are_all_or_nothing(own_database: str) -> None:
    office = practice_office()
    opened = engine.open_document(
        None, WorksSupervision, office.organization, acted_on=DAY, party=Party.objects.get(organization=office.organization), order_number="1",
        vendor_received_on=DAY, supervisor=office.orathai, inspectors=[office.wilai], instalments=[{"instalment": 1, "due_on": DAY}],
    )  # fmt: skip
    walk = Supervising(office, opened.document)
    said = {"report_number": "1", "report": "ตามใบสั่ง", "acted_on": DAY}
    for step, data in (
        ("attach", {"kind": "แบบรูป", "acted_on": DAY}),
        ("report_week", None),
        ("report_start", {"begun_on": DAY, **said}),
        ("report_instalment", said),
    ):
        before = walk.supervision

        def again(step: str = step, data: Any = data, before: Any = before) -> None:
            walk.supervision = before
            file = {"file": report_file()} if step == "attach" else {}  # one of its own: the one before was read to its end
            walk.report_week(DAY, acted_on=DAY) if data is None else walk.perform("orathai", step, **data, **file)

        assert sweep(again) >= 3


def test_an_order_that_names_another_supervisor_and_the_report_that_ends_an_instalment_are_all_or_nothing(
    own_database: str,
) -> None:
    office = practice_office()
    opened = engine.open_document(
        None, WorksSupervision, office.organization, acted_on=DAY, party=Party.objects.get(organization=office.organization), order_number="1",
        vendor_received_on=DAY, supervisor=office.orathai, inspectors=[office.wilai], instalments=[{"instalment": 1, "due_on": DAY}],
    )  # fmt: skip
    supervising, facts = Supervising(office, opened.document), {"delivered_on": DAY, "received_on": DAY, "delivery_due_on": DAY}
    works = built(office, case=opened.document.case, **facts)
    before = supervising.supervision

    def replacing_again() -> None:
        supervising.supervision = before
        order = {"supervisor": office.kanda.pk, "order_number": "1", "reason": "ย้าย", "acted_on": DAY}
        supervising.perform("boonmee", "replace_supervisor", **order)

    assert sweep(replacing_again) >= 6
    works.acceptance.refresh_from_db()
    assert works.acceptance.supervisor == office.kanda
    supervising.report_week(DAY, acted_on=DAY)
    works.perform("kanda", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
    waiting = works.acceptance

    def reporting_again() -> None:
        works.acceptance = waiting
        works.perform("kanda", "report_works", report_number="1", report="แล้วเสร็จ")

    assert sweep(reporting_again) >= 6
    supervising.supervision.refresh_from_db()
    assert (supervising.supervision.state, supervising.supervision.awaited_on) == ("starting", date(2026, 11, 11))
    assert SupervisedDay.objects.get(instalment=1).report_number == "1", "it came whole by its due day"


def test_the_acknowledgement_of_works_is_all_or_nothing(own_database: str) -> None:
    walk = built(practice_office())
    walk.perform("orathai", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
    walk.perform("orathai", "report_works", report_number="1", report="แล้วเสร็จ")
    assert swept(walk, lambda walk: walk.perform("wilai", "acknowledge_delivery")) >= 3
