"""The trail says what each step changed, old and new, with as many statements for many entries as for few."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement.rehearsal.walk import Walk
from tests.procurement.steps import report
from tests.workflows.test_pages_live import signed_in, walk  # noqa: F401 - the cast
from workflows.models import JournalEntry
from workflows.views.differences import of_entries


def entries_of(purchase: object) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(document=purchase.pk).order_by("sequence"))  # type: ignore[attr-defined]


def test_an_entry_shows_what_it_changed_old_and_new(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    walk.perform("rattana", "return_report", reason="กำหนดส่งสั้นไป")
    walk.perform("duangjai", "report_need", **report(walk, delivery_days=45))
    *_before, returned, reported = entries_of(purchase)
    changes = of_entries([returned, reported])
    assert returned.pk not in changes
    assert any(str(change.after) == "45" and str(change.before) not in ("45", "–") for change in changes[reported.pk])
    page = signed_in(walk.office, "boonmee").get(f"/case/{purchase.case_id}/trail/").content.decode()
    assert "สิ่งที่เปลี่ยน" in page and "→ <b>45</b>" in page


def test_what_opens_a_document_changes_nothing(walk: Walk) -> None:  # noqa: F811
    first, *_rest = entries_of(walk.to("reported"))
    assert of_entries([first]) == {} == of_entries([])


def test_many_entries_take_no_more_statements_than_few(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    few = statements(entries_of(purchase)[-1:])
    for days in (30, 31, 32, 33):
        walk.perform("rattana", "return_report", reason="กำหนดส่งสั้นไป")
        walk.perform("duangjai", "report_need", **report(walk, delivery_days=days))
    assert statements(entries_of(purchase)) <= few + 2, "the kinds of what is pointed at, not the entries"


def statements(entries: list[JournalEntry]) -> int:
    with CaptureQueriesContext(connection) as asked:
        of_entries(entries)
    return len(asked)
