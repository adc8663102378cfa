"""The report of an instalment's due day and that of its delivery, sent at the same moment: one of them says it, and neither is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from committees.models import SupervisedDay
from committees.rehearsal.walk import Supervising, report_file
from committees.works_supervision import WorksSupervision
from tests.at_once import at_once
from tests.committees.conftest import built, practice_office
from workflows import engine
from workflows.models import Party
from workflows.proof import Proof
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

pytestmark = pytest.mark.own_database
DAY, DUE = date(2026, 11, 5), date(2026, 11, 19)


def test_two_reports_of_one_instalment(own_database: str) -> None:
    office = practice_office()
    opened = engine.open_document(
        None, WorksSupervision, office.organization, acted_on=DAY, party=Party.objects.get(organization=office.organization), order_number="1",
        vendor_received_on=DAY, supervisor=office.orathai, inspectors=[office.wilai],
        instalments=[{"instalment": 1, "due_on": DUE}, {"instalment": 2, "due_on": date(2026, 12, 4)}],
    )  # fmt: skip
    walk = Supervising(office, opened.document)
    walk.report_week(DAY, acted_on=DAY)
    walk.perform("orathai", "report_start", begun_on=DAY, report_number="1", report="ก", acted_on=DAY)
    came = {"delivered_on": DUE, "received_on": DUE, "delivery_due_on": DUE}
    works = built(office, case=walk.supervision.case, **came)
    works.perform("orathai", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())

    def sent(document: Any, step: str, number: str) -> Callable[[], str]:
        proof = Proof(office.orathai.pk, timezone.now())
        said = {"report_number": number, "report": "ข", "acted_on": DUE}
        return lambda: str(
            engine.perform(office.orathai, document, step, proof=proof, version=document.version, **said).document.state
        )

    told = at_once(sent(walk.supervision, "report_instalment", "2"), sent(works.acceptance, "report_works", "3"))
    assert told[1] == "acknowledging", told
    assert told[0] in ("working", {"STALE_VERSION"}), told
    number = "2" if told[0] == "working" else "3"
    assert SupervisedDay.objects.get(instalment=1).report_number == number
    walk.supervision.refresh_from_db()
    assert (walk.supervision.state, walk.supervision.awaited_on) == ("working", date(2026, 12, 4))
    assert list(rebuild_desks()) == [] and list(verify(contents=True)) == []
