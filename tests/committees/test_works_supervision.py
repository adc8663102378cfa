"""ข้อ 177, 178 on fixed days: what ผู้ควบคุมงาน reports before anything is delivered (W1), and his log week by week.

The contractor signs for the order on Thursday, 5 Nov 2026, so work is to start on the 6th; the instalments are due on Thursday the 19th,
and on Friday, 4 Dec, before the holiday of Monday the 7th.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from committees.models import SupervisedDay, SupervisorLog
from committees.rehearsal.walk import Inspection, Supervising
from committees.rules import supervision as rules
from committees.works_supervision import WorksSupervision
from tests.committees.conftest import Deliver, line
from tests.committees.refusing import refused
from tests.committees.test_appointment import LAW
from tests.committees.test_body import name_as_vendor
from workflows import engine
from workflows.models import JournalEntry, Party
from workflows.practice import PracticeOffice
from workflows.procedure import procedure_of
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

RECEIVED, START, FIRST_DUE, SECOND_DUE = date(2026, 11, 5), date(2026, 11, 6), date(2026, 11, 19), date(2026, 12, 4)
SAID = {"report_number": "คง. 1/2570", "report": "งานเป็นไปตามใบสั่ง"}
Supervise = Callable[..., Supervising]


@pytest.fixture
def supervise(office: PracticeOffice) -> Supervise:
    """Open the supervision of an order of two instalments; what differs is given."""

    def opened(**changes: Any) -> Supervising:
        facts = {
            "party": Party.objects.get(organization=office.organization), "order_number": "45/2570", "vendor_received_on": RECEIVED,
            "supervisor": office.orathai, "inspectors": [office.wilai, office.porntip, office.somchai], "acted_on": RECEIVED,
            "instalments": [{"instalment": 1, "due_on": FIRST_DUE}, {"instalment": 2, "due_on": SECOND_DUE}], **changes,
        }  # fmt: skip
        unit = office.units["กองช่าง"]
        return Supervising(office, engine.open_document(None, WorksSupervision, office.organization, unit=unit, **facts).document)

    return opened


def started(walk: Supervising) -> Supervising:
    walk.perform("orathai", "report_start", begun_on=START, acted_on=START, **SAID)
    return walk


def state(walk: Supervising) -> tuple[Any, ...]:
    walk.supervision.refresh_from_db()
    return walk.supervision.state, walk.supervision.awaited_on, walk.supervision.due_on


@pytest.mark.rule("W1", "kept")
@pytest.mark.rule("§2.7(2)", "kept")
def test_he_is_asked_for_each_day_of_the_order_within_the_working_days_after_it(supervise: Supervise) -> None:
    """Three working days after Friday the 6th is Wednesday the 11th; after the 19th, Tuesday the 24th; after 4 Dec, Friday the 11th,
    because the 7th and the 10th are holidays."""
    walk = supervise()
    assert walk.supervision.waiting_for == "seat:supervisor"
    assert state(walk) == ("starting", START, date(2026, 11, 11))
    started(walk)
    assert state(walk) == ("working", FIRST_DUE, date(2026, 11, 24))
    walk.perform("orathai", "report_instalment", acted_on=FIRST_DUE, **SAID)
    assert state(walk) == ("working", SECOND_DUE, date(2026, 12, 11))
    assert list(rebuild_desks()) == []
    walk.perform("orathai", "report_instalment", acted_on=date(2026, 12, 14), **SAID)  # late, and reported all the same
    assert state(walk) == ("closed", None, None)
    assert [row.reported_on for row in SupervisedDay.objects.all()] == [START, FIRST_DUE, date(2026, 12, 14)]
    assert "ข้อ 178" in JournalEntry.objects.get(document=walk.supervision.pk, step="report_start").body
    assert list(verify(contents=True)) == []


@pytest.mark.rule("W1", "refused")
def test_nobody_else_reports(supervise: Supervise) -> None:
    walk = supervise()
    for who in ("wilai", "duangjai", "boonmee"):  # the chair of the committee, the supplies officer, นายก
        refused("NOT_YOUR_SEAT", lambda who=who: walk.perform(who, "report_start", begun_on=START, acted_on=START, **SAID))
        refused("NOT_YOUR_SEAT", lambda who=who: walk.report_week(START, acted_on=START)) if who == "orathai" else None
    name_as_vendor(Inspection(walk.office, walk.supervision), "orathai")
    refused("VENDOR_IS_YOURS", lambda: walk.perform("orathai", "report_start", begun_on=START, acted_on=START, **SAID))
    assert state(walk)[0] == "starting"


@pytest.mark.rule("W1", "kept", "refused")
@pytest.mark.parametrize(("day", "begun_on", "code"), [
    (date(2026, 11, 5), None, "NOT_DUE_YET"),  # the day before it is to start nobody can say that it has not
    (date(2026, 11, 6), None, ""),
    (date(2026, 11, 7), None, ""),
    (date(2026, 11, 5), date(2026, 11, 5), ""),  # it may begin as soon as the contractor has the order
    (date(2026, 11, 6), date(2026, 11, 4), "DATES_OUT_OF_ORDER"),
    (date(2026, 11, 6), date(2026, 11, 7), "DATES_OUT_OF_ORDER"),
])  # fmt: skip
def test_the_start_is_reported_of_a_day_that_can_be(supervise: Supervise, day: date, begun_on: date | None, code: str) -> None:
    walk = supervise()
    act = lambda: walk.perform("orathai", "report_start", begun_on=begun_on, acted_on=day, **SAID)
    if code:
        assert "ข้อ 178" in refused(code, act).basis
    else:
        assert act().state == "working" and SupervisedDay.objects.get(kind="start").begun_on == begun_on


@pytest.mark.rule("W1", "kept", "refused")
@pytest.mark.parametrize(("day", "code"), [(18, "NOT_DUE_YET"), (19, ""), (20, "")])
def test_of_an_instalment_he_reports_from_its_due_day_on(supervise: Supervise, day: int, code: str) -> None:
    walk = started(supervise())
    act = lambda: walk.perform("orathai", "report_instalment", acted_on=date(2026, 11, day), **SAID)
    if code:
        assert "ข้อ 178" in refused(code, act).basis
    else:
        assert act().awaited_on == SECOND_DUE


@pytest.mark.rule("§2.7(2)", "kept", "refused")
def test_his_log_is_reported_week_by_week_without_a_gap(supervise: Supervise) -> None:
    """From the 5th, when the order bound, to the 11th are seven days; the 12th would be the eighth."""
    walk = supervise()
    refused("LOG_TOO_LONG", lambda: walk.report_week(date(2026, 11, 12), acted_on=date(2026, 11, 13)))
    refused("DATES_OUT_OF_ORDER", lambda: walk.report_week(date(2026, 11, 11), acted_on=date(2026, 11, 10)))
    week = {"report": "ฝนตก", "copies": 2, "acted_on": date(2026, 11, 13)}
    one_copy = {**week, "copies": 1, "from_on": RECEIVED, "until_on": date(2026, 11, 11)}
    assert "ข้อ 178" in refused("TOO_FEW_COPIES", lambda: walk.perform("orathai", "report_week", **one_copy)).basis
    before = {**week, "from_on": date(2026, 11, 4), "until_on": date(2026, 11, 6)}
    refused("DATES_OUT_OF_ORDER", lambda: walk.perform("orathai", "report_week", **before))
    refused("NOT_YOUR_SEAT", lambda: walk.perform("wilai", "report_week", **{**one_copy, "copies": 2}))
    walk.report_week(date(2026, 11, 11), acted_on=date(2026, 11, 13))
    again = {**week, "from_on": date(2026, 11, 11), "until_on": date(2026, 11, 12)}
    refused("DATES_OUT_OF_ORDER", lambda: walk.perform("orathai", "report_week", **again))
    walk.report_week(date(2026, 11, 13), acted_on=date(2026, 11, 13))
    assert [(row.from_on, row.until_on) for row in SupervisorLog.objects.all()] == [
        (RECEIVED, date(2026, 11, 11)),
        (date(2026, 11, 12), date(2026, 11, 13)),
    ]
    assert state(walk) == ("starting", START, date(2026, 11, 11)), "the log is no report of the start"
    assert list(verify(contents=True)) == []


@pytest.mark.rule("W1", "kept", "refused")
def test_another_supervises_by_order_and_no_inspector_does(supervise: Supervise) -> None:
    walk = supervise()
    order = {"order_number": "240/2569", "reason": "ย้าย", "acted_on": START}
    for who in ("wilai", "orathai"):
        refused(
            "SUPERVISOR",
            lambda who=who: walk.perform("boonmee", "replace_supervisor", supervisor=walk.office.people[who].pk, **order),
        )
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "replace_supervisor", supervisor=walk.office.kanda.pk, **order))
    walk.perform("boonmee", "replace_supervisor", supervisor=walk.office.kanda.pk, **order)
    assert list(rebuild_desks()) == []
    refused("NOT_YOUR_SEAT", lambda: started(walk))
    walk.perform("kanda", "report_start", begun_on=START, acted_on=START, **SAID)
    assert walk.supervision.state == "working"


@pytest.mark.rule("M6", "refused")
def test_nobody_behind_the_contractor_supervises_or_chooses_who_does(supervise: Supervise, build: Deliver) -> None:
    for walk in (supervise(), build()):
        named = walk if isinstance(walk, Inspection) else Inspection(walk.office, walk.supervision)
        day = {"acted_on": named.acceptance.last_acted_on}
        order = {"supervisor": walk.office.kanda.pk, "order_number": "240/2569", "reason": "ย้าย", **day}
        name_as_vendor(named, "kanda")
        assert (
            "มาตรา 13"
            in refused(
                "SUPERVISES_OWN", lambda walk=walk, order=order: walk.perform("boonmee", "replace_supervisor", **order)
            ).basis
        )
        name_as_vendor(named, "boonmee")
        refused("VENDOR_IS_YOURS", lambda walk=walk, order=order: walk.perform("boonmee", "replace_supervisor", **order))
        name_as_vendor(named, "porntip")
        walk.perform("boonmee", "replace_supervisor", **order)


def test_an_instalment_that_came_whole_in_time_is_not_reported_again(supervise: Supervise, build: Deliver) -> None:
    """Delivered on the due day; the day after it, or a half of it, leaves the report of the due day to be made."""
    half = {"instalment_count": 2, "instalment_amount_baht": "200000.00", "delivery_due_on": FIRST_DUE, "lines": [
        line(item="งวดงาน", unit_name="งาน", ordered_quantity="1", delivered_quantity="1", unit_price_baht="200000.00")]}  # fmt: skip
    for day, amount, waits in ((20, "200000.00", FIRST_DUE), (19, "100000.00", FIRST_DUE), (19, "200000.00", SECOND_DUE)):
        walk = started(supervise(order_number=f"{day}-{amount}"))
        came = date(2026, 11, day)
        walk.report_week(date(2026, 11, 11), acted_on=date(2026, 11, 13))
        works = build(**half, case=walk.supervision.case, delivered_on=came, received_on=came, delivery_amount_baht=amount)
        works.supervise()
        assert state(walk)[:2] == ("working", waits)
        assert list(rebuild_desks()) == []


def test_an_instalment_before_the_start_was_reported_leaves_the_start_to_be_reported(supervise: Supervise, build: Deliver) -> None:
    walk = supervise(instalments=[{"instalment": 1, "due_on": FIRST_DUE}])
    walk.report_week(RECEIVED, acted_on=RECEIVED)
    works = build(case=walk.supervision.case, delivery_due_on=FIRST_DUE)
    works.supervise()
    assert state(walk) == ("starting", START, date(2026, 11, 11))
    assert started(walk).supervision.state == "closed"


@pytest.mark.rule("W1", "kept")
@pytest.mark.parametrize(
    ("logged", "today", "asked"),
    [
        (None, date(2026, 11, 5), {}),  # work has not begun
        (None, date(2026, 11, 6), {"from_on": date(2026, 11, 6), "until_on": date(2026, 11, 6)}),
        (None, date(2026, 11, 12), {"from_on": date(2026, 11, 6), "until_on": date(2026, 11, 12)}),
        (None, date(2026, 11, 13), {"from_on": date(2026, 11, 6), "until_on": date(2026, 11, 12)}),  # seven days and no more
        (date(2026, 11, 12), date(2026, 11, 12), {}),  # reported up to today
        (date(2026, 11, 12), date(2026, 11, 20), {"from_on": date(2026, 11, 13), "until_on": date(2026, 11, 19)}),
    ],
)
def test_the_week_that_is_due_is_proposed_and_nobody_types_it(logged: date | None, today: date, asked: dict[str, date]) -> None:
    assert rules.week_due(logged, START, today, LAW) == asked


def test_the_form_of_the_log_begins_where_the_last_one_ended(supervise: Supervise, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = started(supervise())
    walk.report_week(date(2026, 11, 11), acted_on=date(2026, 11, 12))
    monkeypatch.setattr("workflows.clock.today", lambda organization: date(2026, 11, 16))
    step = procedure_of(walk.supervision).steps["report_week"]
    assert walk.supervision.proposed(step) == {"from_on": date(2026, 11, 12), "until_on": date(2026, 11, 16)}
    assert walk.supervision.proposed(procedure_of(walk.supervision).steps["report_instalment"]) == {}


# 2.7(2), (3): no instalment of works goes before its committee without a daily log.


@pytest.mark.parametrize(("started", "logs", "code"), [
    (False, (), ""),  # nobody supervises works of an earlier version, so nobody could report a log
    (True, (), "LOG_MISSING"),
    (True, ({"until_on": "2026-11-06"},), ""),
])  # fmt: skip
def test_works_are_delivered_with_a_log_or_not_at_all(started: bool, logs: Any, code: str) -> None:
    found = rules.log_missing(START if started else None, logs, LAW)
    assert (found.code if found else "") == code
    assert found is None or ("ข้อ 178" in found.basis and "รายงานบันทึกประจำวันของสัปดาห์" in found.remedy)


@pytest.mark.parametrize(
    ("logged", "delivered", "is_told"),
    [
        ("2026-11-11", date(2026, 11, 17), False),
        ("2026-11-11", date(2026, 11, 18), False),  # a week ends on the 18th, and is reported after it
        ("2026-11-11", date(2026, 11, 19), True),
        ("2026-11-19", date(2026, 11, 19), False),
    ],
)
def test_the_committee_is_told_that_it_lacks_a_week_of_the_log(logged: str, delivered: date, is_told: bool) -> None:
    found = rules.log_lacks_weeks(START, [{"until_on": logged}], delivered, LAW)
    assert (found is not None) is is_told
    assert found is None or (found.only_told and "12 พ.ย. 2569" in found.sentence)


@pytest.mark.rule("§2.7(2)", "refused")
def test_a_delivery_without_a_log_waits_for_it_and_with_one_goes_on(supervise: Supervise, build: Deliver) -> None:
    walk = started(supervise())
    works = build(case=walk.supervision.case, delivered_on=FIRST_DUE, received_on=FIRST_DUE, delivery_due_on=FIRST_DUE)
    assert "ข้อ 178" in refused("LOG_MISSING", works.supervise).basis
    walk.report_week(date(2026, 11, 11), acted_on=FIRST_DUE)
    assert works.supervise().state == "declaring"


@pytest.mark.rule("§2.7(2)", "kept")
def test_of_works_that_run_late_the_log_goes_on_after_the_last_due_day_was_reported(supervise: Supervise) -> None:
    walk = started(supervise(instalments=[{"instalment": 1, "due_on": FIRST_DUE}]))
    walk.perform("orathai", "report_instalment", acted_on=FIRST_DUE, **SAID)
    assert walk.supervision.state == "closed"
    walk.report_week(date(2026, 11, 11), acted_on=date(2026, 11, 25))
    walk.report_week(date(2026, 11, 18), acted_on=date(2026, 11, 25))
    walk.report_week(date(2026, 11, 25), acted_on=date(2026, 11, 25))
    assert SupervisorLog.objects.count() == 3 and walk.supervision.state == "closed"
    assert list(rebuild_desks()) == [] and list(verify(contents=True)) == []


@pytest.mark.parametrize(
    ("media", "is_told"), [((), True), (("application/pdf",), True), (("application/pdf", "image/jpeg"), False)]
)
def test_whoever_takes_note_of_works_is_told_that_no_photograph_is_attached(media: tuple[str, ...], is_told: bool) -> None:
    found = rules.photograph_missing([{"media_type": one} for one in media])
    assert (found is not None) is is_told and (found is None or found.only_told)
