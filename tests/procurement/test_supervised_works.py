"""Works are supervised from the contractor's receipt of the order to the last instalment (ข้อ 177, 178, W1); nothing else is."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from committees.rehearsal.walk import Inspection, Supervising, report_file
from committees.works import WorksAcceptance
from committees.works_supervision import WorksSupervision
from disbursement.rehearsal.paying import pay_by_one_file
from procurement.purchase import Purchase, State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.committees.refusing import refused
from tests.committees.test_body import replace
from tests.procurement.conftest import make_walk
from tests.procurement.steps import Walks, one_line
from workflows import engine
from workflows.founding import register_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import FOLLOWERS
from workflows.rebuild import rebuild_desks
from workflows.registers.office import OfficeRegister
from workflows.verification import verify

BUILDERS = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"), ("somchai", "supervisor"))


def ordered(walks: Walks, **changes: Any) -> Walk:
    walk = walks(**{"kind": "works", "members": BUILDERS, "lines": one_line("53500.00"), **changes})
    walk.to(State.ORDERED)
    return walk


@pytest.mark.rule("W1", "kept")
def test_the_order_of_works_opens_its_supervision_on_the_desk_of_whom_it_appoints(walks: Walks) -> None:
    walk = ordered(walks, shares=(1, 1))
    supervision = WorksSupervision.objects.get(case=walk.purchase.case_id)
    assert (supervision.state, supervision.waiting_for, supervision.unit) == ("starting", "seat:supervisor", walk.purchase.unit)
    assert (supervision.supervisor, supervision.party) == (walk.office.somchai, walk.purchase.vendor)
    assert supervision.order_number == walk.purchase.order_number
    assert (supervision.starts_on - walk.purchase.vendor_received_on).days == 1


@pytest.mark.parametrize("kind", ["goods", "services"])
def test_nothing_else_is_supervised(walks: Walks, kind: str) -> None:
    ordered(walks, kind=kind, members=BUILDERS[:3])
    assert not WorksSupervision.objects.exists()


@pytest.mark.rule("W1", "kept")
def test_the_whole_road_reports_every_instalment_once(bank_walks: Walks) -> None:
    walk = ordered(bank_walks)
    walk.deliver()
    pay_by_one_file(walk.office, [Road(walk).approved()])
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, WorksSupervision.objects.get().state) == ("completed", "closed")
    assert list(verify(contents=True)) == []


def test_what_is_given_up_is_supervised_no_more(walks: Walks) -> None:
    walk = ordered(walks)
    walk.perform("boonmee", "cancel_purchase", reason="ผู้รับจ้างขอยกเลิก")
    assert WorksSupervision.objects.get().state == "stopped"
    assert list(verify(contents=True)) == []


@pytest.mark.rule("W1", "kept")
def test_deliveries_are_reported_by_whoever_supervises_by_the_last_order(walks: Walks, office: PracticeOffice) -> None:
    walk = ordered(walks)
    supervising = Supervising(office, WorksSupervision.objects.get())
    supervising.perform("boonmee", "replace_supervisor", supervisor=office.kanda.pk, order_number="240/2569", reason="ย้าย")
    walk.deliver()
    assert WorksAcceptance.objects.get().supervisor == office.kanda


def replaced(office: PracticeOffice, supervising: Supervising | Inspection, who: str) -> Any:
    order = {"order_number": "240/2569", "reason": "ย้าย"}
    return supervising.perform("boonmee", "replace_supervisor", supervisor=office.people[who].pk, **order)


@pytest.mark.rule("W1", "kept", "refused")
def test_one_order_names_who_supervises_the_works_and_reports_what_waits(walks: Walks, office: PracticeOffice) -> None:
    walk = ordered(walks)
    supervising = Supervising(office, WorksSupervision.objects.get())
    walk.deliver()
    delivery = Inspection(office, WorksAcceptance.objects.get())
    assert "ข้อ 177" in refused("SUPERVISED_AS_ONE", lambda: replaced(office, delivery, "kanda")).basis
    replaced(office, supervising, "kanda")
    delivery.acceptance.refresh_from_db()
    assert (supervising.supervision.supervisor, delivery.acceptance.supervisor) == (office.kanda, office.kanda)
    assert list(rebuild_desks()) == []
    refused("NOT_YOUR_SEAT", lambda: delivery.perform("somchai", "report_works", report_number="1", report="ก"))
    supervising.report_weeks()
    delivery.supervise()
    replaced(office, supervising, "somchai")
    delivery.acceptance.refresh_from_db()
    assert delivery.acceptance.supervisor == office.kanda, "he reported it, whoever supervises now"
    assert list(verify(contents=True)) == []


@pytest.mark.rule("W1", "refused")
def test_whoever_inspects_in_place_of_another_supervises_nothing(walks: Walks, office: PracticeOffice) -> None:
    walk = ordered(walks)
    supervising = Supervising(office, WorksSupervision.objects.get())
    walk.deliver()
    delivery = Inspection(office, WorksAcceptance.objects.get())
    supervising.report_weeks()
    delivery.supervise()
    replace(delivery, "porntip", "kanda")
    refused("SUPERVISOR", lambda: replaced(office, supervising, "kanda"))
    refused(
        "SUPERVISOR", lambda: replaced(office, supervising, "porntip")
    )  # the order of appointment names her for what comes again


@pytest.mark.django_db
@pytest.mark.rule("W1", "kept")
def test_after_the_last_report_a_delivery_that_comes_late_still_has_a_supervisor_by_order() -> None:
    walk = ordered(make_walk(found_practice_office(is_practice=True, practice_today=date(2026, 11, 2))))
    due = walk.purchase.delivery_due_on
    engine.perform(None, register_of(walk.office.organization, OfficeRegister), "set_practice_day", day=due)
    supervising = Supervising(walk.office, WorksSupervision.objects.get())
    supervising.report(acted_on=due)
    replaced(walk.office, supervising, "kanda")
    assert supervising.supervision.state == "closed"
    walk.deliver()
    assert WorksAcceptance.objects.get().supervisor == walk.office.kanda


@pytest.mark.rule("W1", "kept")
def test_what_an_earlier_version_ordered_has_its_supervisor_by_the_last_delivery(walks: Walks, office: PracticeOffice) -> None:
    with patch.dict(FOLLOWERS, {(Purchase, State.ORDERED): []}):
        walk = ordered(walks, shares=(1, 1))
    walk.deliver()
    assert not WorksSupervision.objects.exists()
    delivery = Inspection(office, WorksAcceptance.objects.get())
    replaced(office, delivery, "kanda")
    walk.deliver(2)
    assert [works.supervisor for works in WorksAcceptance.objects.order_by("pk")] == [office.kanda, office.kanda]


def test_whoever_takes_note_of_a_delivery_is_told_that_nobody_reported_its_beginning(walks: Walks) -> None:
    walk = ordered(walks)
    walk.deliver()
    inspection = Inspection(walk.office, WorksAcceptance.objects.get())
    inspection.perform("somchai", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
    facts = {"report_number": "1", "report": "แล้วเสร็จ"}
    refused("LOG_MISSING", lambda: inspection.perform("somchai", "report_works", **facts))
    Supervising(walk.office, WorksSupervision.objects.get()).report_weeks()
    inspection.perform("somchai", "report_works", **facts)
    client = Client()
    client.force_login(walk.office.wilai, backend="django.contrib.auth.backends.ModelBackend")
    told = "ผู้ควบคุมงานยังไม่ได้รายงานวันเริ่มงานต่อคณะกรรมการ"
    page = client.get(f"/case/{walk.purchase.case_id}/").content.decode()
    assert told in page and "ยังไม่มีไฟล์ภาพถ่ายผลงานแนบไว้กับการส่งมอบนี้" in page
    Road(walk).supervise()
    assert told not in client.get(f"/case/{walk.purchase.case_id}/").content.decode()
