"""Works are supervised from the contractor's receipt of the order to the last instalment (ข้อ 177, 178, W1); nothing else is."""

from typing import Any

import pytest
from django.test import Client

from committees.rehearsal.walk import Inspection, Supervising, report_file
from committees.works import WorksAcceptance
from committees.works_supervision import WorksSupervision
from disbursement.rehearsal.paying import pay_by_one_file
from procurement.purchase import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.steps import Walks, one_line
from workflows.practice import PracticeOffice
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


def test_whoever_takes_note_of_a_delivery_is_told_that_nobody_reported_its_beginning(walks: Walks) -> None:
    walk = ordered(walks)
    walk.deliver()
    inspection = Inspection(walk.office, WorksAcceptance.objects.get())
    inspection.perform("somchai", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
    inspection.perform("somchai", "report_works", report_number="1", report="แล้วเสร็จ")
    client = Client()
    client.force_login(walk.office.wilai, backend="django.contrib.auth.backends.ModelBackend")
    told = "ผู้ควบคุมงานยังไม่ได้รายงานวันเริ่มงานต่อคณะกรรมการ"
    assert told in client.get(f"/case/{walk.purchase.case_id}/").content.decode()
    Road(walk).supervise()
    assert told not in client.get(f"/case/{walk.purchase.case_id}/").content.decode()
