"""Vouchers whose papers are older than the system's own prints of them: what lay in the bundle then is what is told of them now."""

from typing import Any

import pytest

from disbursement import printing
from disbursement.behind import behind
from disbursement.bundle import lying, paper_alone
from disbursement.models import EvidenceKind, VoucherEvidence
from disbursement.rehearsal.walk import VoucherWalk
from disbursement.voucher import Voucher
from procurement.models import PurchaseKind
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from tests.procurement.test_decisive_facts import Walks
from tests.procurement.test_supervised_works import BUILDERS
from tests.procurement.test_told_beforehand import step_page
from workflows.act import Act
from workflows.models import JournalEntry

RESULT, REPORT = EvidenceKind.RESULT, EvidenceKind.ACCEPTANCE_REPORT


@pytest.fixture
def unnumbered(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A purchase whose result was reported when results had no number of their own."""
    take = Act.take_number
    monkeypatch.setattr(Act, "take_number", lambda act, series, on: "" if series == "purchase_result" else take(act, series, on))
    walk.to(State.ORDERED)
    assert walk.purchase.result_number == ""
    return walk


def rows_without_page(voucher: VoucherWalk, *kinds: str) -> list[dict[str, Any]]:
    """The bundle without the pages of these kinds."""
    rows, first = [], 1
    for row in voucher.filled()["evidence"]:
        if row["kind"] in kinds:
            rows.append({**row, "first_page": None, "last_page": None})
            continue
        rows.append({**row, "first_page": first, "last_page": first + 1})
        first += 2
    return rows


@pytest.mark.rule("F8", "refused")
def test_an_unnumbered_result_is_the_office_s_own_paper_and_needs_its_pages(unnumbered: Walk) -> None:
    unnumbered.deliver()
    voucher = Road(unnumbered).accept()
    assert not behind(voucher.voucher)[RESULT].is_made and RESULT not in lying(voucher.voucher)
    caught = refused("EVIDENCE_MISSING", lambda: voucher.lay(evidence=rows_without_page(voucher, RESULT)))
    assert "รายงานผลการพิจารณา" in str(caught)
    voucher.lay()
    voucher.to(Voucher.State.CHECKING)
    assert "รายงานผลการพิจารณา หน้า 7–8" in step_page(voucher, "rattana", "examine").split("ไม่มีไฟล์ในระบบ:")[1].split("</p>")[0]


@pytest.mark.rule("F8", "kept")
def test_a_report_that_was_listed_before_the_system_made_one_stays_the_paper_in_the_bundle(walk: Walk) -> None:
    """As it was checked then, and as it is printed for ever: what the system makes afterwards was not what anybody saw."""
    walk.to(State.ORDERED)
    walk.deliver()
    inspection = Road(walk).inspection()
    inspection.to_decision()
    voucher = Road(walk).voucher()
    voucher.lay()
    row = VoucherEvidence.objects.get(document=voucher.voucher.pk, kind=REPORT)
    assert (row.number, row.first_page) == ("", 17)
    inspection.close()
    rows = list(VoucherEvidence.objects.filter(document=voucher.voucher.pk).values())
    assert REPORT in [row["kind"] for row in paper_alone(rows, lying(voucher.voucher))]
    approved = voucher.to(Voucher.State.APPROVED)
    face = printing.filled(approved, list(JournalEntry.objects.filter(case=approved.case_id).order_by("id")))
    assert {row.name: row.result for row in face.evidence}["รายงานผลการตรวจรับ"] == "ครบ กระดาษ"


@pytest.mark.rule("F8", "kept")
def test_further_reports_of_the_supervisor_lie_beside_the_one_of_the_delivery(walks: Walks) -> None:
    """The start and the weeks have reports too; only one of them is of what was delivered."""
    walk = walks(kind=PurchaseKind.WORKS, members=BUILDERS)
    walk.to(State.ORDERED)
    walk.deliver(note_number="ง1")
    voucher = Road(walk).accept()
    rows = voucher.filled()["evidence"]
    pages = rows[-1]["last_page"]
    start = {**rows[-1], "kind": EvidenceKind.SUPERVISION, "number": "คง.เริ่มงาน", "dated": voucher.voucher.ordered_on}
    start |= {"first_page": pages + 1, "last_page": pages + 2}
    alone = [
        start | {"first_page": row["first_page"], "last_page": row["last_page"]} if row["kind"] == EvidenceKind.SUPERVISION else row
        for row in rows
    ]
    refused("EVIDENCE_DIFFERS", lambda: voucher.lay(evidence=alone))
    assert voucher.lay(evidence=[*rows, start]).state == Voucher.State.REQUESTING
