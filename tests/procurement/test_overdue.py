"""ข้อ 181, 183 before anything comes: the notice of the fine counts from the due day, and fines that grow too large are told of."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from committees.rehearsal.walk import Inspection, Supervising
from committees.works_supervision import WorksSupervision
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.beginnings import beginning
from tests.procurement.conftest import make_walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_purchase_rest import DUE, ORDERED, ordered
from tests.procurement.test_supervised_works import ordered as supervised
from workflows.practice import PracticeOffice, found_practice_office, set_day

NOTICE, OVER = "LATE_NOTICE_DUE", "TERMINATION_TO_BE_CONSIDERED"


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


def told(walk: Walk, who: str, step: str) -> dict[str, Any]:
    """What the page of the case tells somebody beside a step, by code."""
    client = Client()
    client.force_login(walk.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/case/{walk.purchase.case_id}/").context["page"]
    offers = (offer for part in page.waiting for offer in part.offers if f"/{step}/" in offer.url)
    return {caution.code: caution for offer in offers for caution in offer.cautions}


@pytest.mark.rule("N18", "kept")
@pytest.mark.parametrize(("day", "is_told"), [(1, False), (2, False), (3, True)])
def test_from_the_day_after_the_due_day_the_notice_is_asked_for_with_its_last_day(
    office: PracticeOffice, day: int, is_told: bool
) -> None:
    """Seven working days after Wednesday, 2 Dec: the 7th (in place of the 5th) and the 10th are holidays, so Tuesday the 15th."""
    walk = ordered(office)
    set_day(office, date(2026, 12, day))
    found = told(walk, "duangjai", "record_delivery")
    assert (NOTICE in found) is is_told and OVER not in found
    if is_told:
        assert "งวดที่ 1 ครบกำหนด 2 ธ.ค. 2569" in found[NOTICE].sentence and "ภายใน 15 ธ.ค. 2569" in found[NOTICE].sentence
        assert found[NOTICE].basis.startswith("ข้อ 181 ") and "ยังไม่ยืนยัน" in found[NOTICE].sentence
        assert walk.deliver(note_number="ก1").state == "delivered", "it keeps nobody from taking in what comes"


@pytest.mark.rule("N18", "kept")
def test_once_a_notice_is_recorded_it_is_asked_for_no_more(office: PracticeOffice) -> None:
    walk = ordered(office)
    set_day(office, date(2026, 12, 3))
    walk.deliver(quantities={1: "12"}, note_number="ก1")
    inspection: Inspection = Road(walk).inspection()
    assert NOTICE in told(walk, "duangjai", "record_delivery")
    inspection.perform("duangjai", "record_late_notice", letter_number="ปร. 1", noticed_on=date(2026, 12, 3))
    assert NOTICE not in told(walk, "duangjai", "record_delivery")


@pytest.mark.rule("N12", "kept")
@pytest.mark.parametrize(("days", "is_told"), [(49, False), (50, False), (51, True)])
def test_a_running_fine_above_ten_percent_is_told_to_who_takes_in_and_who_may_end_it(
    office: PracticeOffice, days: int, is_told: bool
) -> None:
    """30,000 baht at 0.20 percent are 60 a day: 50 days make 3,000, ten percent; a day more is above it."""
    walk = ordered(office)
    set_day(office, date.fromordinal(DUE.toordinal() + days))
    for who, step in (("duangjai", "record_delivery"), ("boonmee", "end_rest")):
        found = told(walk, who, step)
        assert (OVER in found) is is_told, step
        if is_told:
            assert "3,060.00 บาท" in found[OVER].sentence and found[OVER].basis.startswith("ข้อ 183 ")


@pytest.mark.rule("W1", "kept")
def test_the_log_of_works_that_run_late_is_found_on_the_page_of_the_case(office: PracticeOffice) -> None:
    """Every due day was reported, so the supervision has ended; but the works have not, and wait for his log (LOG_MISSING)."""
    walk = supervised(make_walk(office))
    set_day(office, date(2027, 2, 1))
    supervising = Supervising(office, WorksSupervision.objects.get())
    assert supervising.report().state == "closed"
    walk.deliver()
    page, step = f"/case/{walk.purchase.case_id}/", f"/do/works_supervision/{supervising.supervision.pk}/report_week/"
    assert f'href="{step}"' in signed_in(office, "somchai").get(page).content.decode()
    assert step not in signed_in(office, "theera").get(page).content.decode(), "who supervises nothing is offered nothing"
