"""What each row of the checklist opens: a file of the case, or nothing, and then whoever checks has seen the paper."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from disbursement.bundle import Lying, kind_of, lying, of_rows, paper_alone
from disbursement.models import EvidenceKind
from disbursement.printing import filled
from disbursement.rehearsal.walk import VoucherWalk, paper
from disbursement.rules import voucher as rules
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows.models import JournalEntry

State = Voucher.State


@pytest.fixture
def walk(payers: Payers) -> VoucherWalk:
    return payers.voucher()


def attach(walk: VoucherWalk, kind: str, name: str) -> None:
    walk.perform("orathai", "attach", kind=kind, file=paper(name))


def attach_all(walk: VoucherWalk) -> None:
    for row in walk.filled()["evidence"]:
        attach(walk, row["kind"], f"{row['kind']}.pdf")


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("invoice", "invoice"), ("ใบส่งของ", "invoice"), ("ใบกำกับภาษี เลขที่ 7", "invoice"), (" ใบเสนอราคา  ร้านที่สอง", "quotation"),
        ("รายงานของผู้ควบคุมงาน", "supervision"), ("ภาพถ่าย", ""), ("สำเนาใบเสนอราคา", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_file_is_of_the_kind_that_was_chosen_or_written(named: str, kind: str) -> None:
    assert kind_of(named) == kind


def test_two_papers_of_one_kind_open_one_file_each_and_the_last_the_rest() -> None:
    rows: list[dict[str, Any]] = [{"kind": "other"}, {"kind": "order"}, {"kind": "other"}]
    a, b, c = (Lying(name, f"/{name}/") for name in "abc")
    assert of_rows(rows, {"other": (a, b, c)}) == [(a,), (), (b, c)]
    assert of_rows(rows, {"other": (a,)}) == [(a,), (), ()]
    assert paper_alone(rows, {"other": (a,)}) == [{"kind": "order"}, {"kind": "other"}]


@pytest.mark.rule("F8", "kept")
def test_a_file_attached_to_the_voucher_is_opened_from_its_row(walk: VoucherWalk) -> None:
    attach(walk, "quotation", "ร้านแรก.pdf")
    attach(walk, "quotation", "ร้านที่สอง.pdf")
    opened = lying(walk.voucher)[EvidenceKind.QUOTATION]
    assert [(thing.label, thing.is_made) for thing in opened] == [("ร้านแรก.pdf", False), ("ร้านที่สอง.pdf", False)]
    assert all(thing.url.startswith(f"/file/voucher/{walk.voucher.pk}/") for thing in opened)


@pytest.mark.rule("F8", "refused")
def test_a_file_of_no_kind_of_evidence_is_refused(walk: VoucherWalk, refused: Refuses) -> None:
    assert refused("WRONG_INPUT", lambda: attach(walk, "อะไรก็ได้", "ก.pdf")).status == 422


def test_files_of_another_voucher_of_the_case_are_not_this_one_s(payers: Payers) -> None:
    purchase = payers.purchase()
    first, second = payers.voucher(purchase), payers.voucher(purchase)
    attach(first, "invoice", "งวดที่ 1.pdf")
    assert EvidenceKind.INVOICE in lying(first.voucher) and EvidenceKind.INVOICE not in lying(second.voucher)


def test_files_that_came_later_are_not_told_of_an_earlier_moment(walk: VoucherWalk) -> None:
    attach(walk, "invoice", "ก.pdf")
    now = datetime.now(UTC)
    assert EvidenceKind.INVOICE in lying(walk.voucher, now + timedelta(seconds=1))
    assert EvidenceKind.INVOICE not in lying(walk.voucher, now - timedelta(hours=1))


@pytest.mark.rule("F10", "refused")
def test_paper_without_a_file_is_seen_before_it_is_passed(walk: VoucherWalk, refused: Refuses) -> None:
    walk.to(State.CHECKING)
    caught = refused("PAPER_UNSEEN", lambda: walk.perform("rattana", "examine", pages_counted=18))
    assert "ใบเสนอราคา" in str(caught)
    assert walk.perform("rattana", "examine", pages_counted=18, papers_seen=True).state == State.ENDORSING


@pytest.mark.rule("F10", "kept")
def test_nobody_is_asked_for_paper_where_every_row_has_its_file(walk: VoucherWalk) -> None:
    attach_all(walk)
    walk.to(State.CHECKING)
    assert walk.perform("rattana", "examine", pages_counted=18).state == State.ENDORSING


@pytest.mark.rule("F10", "refused")
def test_one_row_without_a_file_is_enough_to_be_asked(walk: VoucherWalk, refused: Refuses) -> None:
    for row in walk.filled()["evidence"]:
        if row["kind"] != "quotation":
            attach(walk, row["kind"], f"{row['kind']}.pdf")
    walk.to(State.CHECKING)
    caught = str(refused("PAPER_UNSEEN", lambda: walk.perform("rattana", "examine", pages_counted=18)))
    assert "ใบเสนอราคา" in caught and "ใบส่งของ" not in caught


def test_the_checker_s_page_marks_paper_and_opens_files(walk: VoucherWalk, client: Any) -> None:
    attach(walk, "quotation", "ร้านแรก.pdf")
    walk.to(State.CHECKING)
    page = page_of(client, walk)
    assert page.count("ไม่มีไฟล์ — เอกสารกระดาษ") == 3, "nine papers: the system made five, and one has a file"
    assert "ร้านแรก.pdf" in page and 'name="papers_seen"' in page
    assert "หน้า 5–6" not in page.split("ไม่มีไฟล์ในระบบ:")[1].split("</p>")[0], "the quotation lies on pages 5 and 6"


def test_the_case_leads_to_every_file_of_its_evidence_and_reads_none_of_it_before_somebody_asks(
    walk: VoucherWalk, client: Any
) -> None:
    attach(walk, "quotation", "ร้านแรก.pdf")
    walk.to(State.CHECKING)
    client.force_login(walk.office.rattana)
    case, rows = f"/case/{walk.voucher.case_id}/", f"/rows/voucher/{walk.voucher.pk}/evidence/"
    page = client.get(case).content.decode()
    assert page.count(f'href="{rows}"') == page.count(f'hx-get="{rows}"') == 1 and "ไม่มีไฟล์ — เอกสารกระดาษ" not in page
    opened = client.get(rows).content.decode()
    assert opened.count("ไม่มีไฟล์ — เอกสารกระดาษ") == 3 and opened.count("/paper/") == 5 and opened.count("/file/voucher/") == 1
    assert page.count(f'id="{rows}"') == 1, "the focus finds its place again by the id"
    (shown,) = re.findall(rf'<div id="{rows}" data-opened tabindex="-1">(.*?)</div>', opened, re.DOTALL)
    assert shown.count("<tr>") == 10 and f'href="{case}"' in opened and f'href="{rows}"' not in opened


@pytest.mark.parametrize(
    "address", ["voucher/{key}/nothing", "voucher/{case}/evidence", "transfer/{key}/evidence", "nothing/{key}/evidence"]
)
def test_rows_that_open_nothing_have_no_page(walk: VoucherWalk, client: Any, address: str) -> None:
    client.force_login(walk.office.rattana)
    assert client.get(f"/rows/{address.format(key=walk.voucher.pk, case=walk.voucher.case_id)}/").status_code == 404


def test_nobody_reads_the_evidence_of_another_office_or_before_he_has_signed_in(walk: VoucherWalk, client: Any) -> None:
    from workflows.practice import found_practice_office

    rows = f"/rows/voucher/{walk.voucher.pk}/evidence/"
    assert client.get(rows).status_code == 302
    client.force_login(found_practice_office(suffix="-2", short_name="อบต.อื่น").people["rattana"])
    assert client.get(rows).status_code == 404


def test_the_checker_is_shown_no_tick_where_nothing_is_paper_alone(walk: VoucherWalk, client: Any) -> None:
    attach_all(walk)
    walk.to(State.CHECKING)
    page = page_of(client, walk)
    assert "ไม่มีไฟล์ — เอกสารกระดาษ" not in page and "ได้เห็นเอกสารกระดาษ" not in page


def test_the_clerk_s_form_says_of_each_row_what_it_opens(walk: VoucherWalk, client: Any) -> None:
    attach(walk, "quotation", "ร้านแรก.pdf")
    client.force_login(walk.office.orathai)
    page = client.get(f"/do/voucher/{walk.voucher.pk}/prepare/").content.decode()
    assert "ร้านแรก.pdf" in page and page.count("ไม่มีไฟล์ — เอกสารกระดาษ") == 3


def page_of(client: Any, walk: VoucherWalk) -> str:
    client.force_login(walk.office.rattana)
    page: str = client.get(f"/do/voucher/{walk.voucher.pk}/examine/").content.decode()
    return page


@pytest.mark.rule("F8", "kept")
def test_the_printed_voucher_says_what_was_a_file_and_what_paper(walk: VoucherWalk) -> None:
    attach(walk, "quotation", "ร้านแรก.pdf")
    voucher = walk.to(State.APPROVED)
    face = filled(voucher, list(JournalEntry.objects.filter(case=voucher.case_id).order_by("id")))
    results = {row.name: row.result for row in face.evidence}
    assert (results["ใบเสนอราคา"], results["ใบส่งของ ใบแจ้งหนี้ หรือใบกำกับภาษี"]) == ("ครบ มีไฟล์", "ครบ กระดาษ")
    assert (results["ใบสั่งซื้อหรือใบสั่งจ้าง"], results["รายงานผลการพิจารณา"]) == ("ครบ ในระบบ", "ครบ ในระบบ")


@pytest.mark.parametrize(("alone", "seen", "is_refused"), [(0, False, False), (0, True, False), (1, True, False), (1, False, True)])
def test_the_tick_counts_where_there_is_paper(payers: Payers, alone: int, seen: bool, is_refused: bool) -> None:
    from workflows.act import LawOn
    from workflows.office import office_of

    law = LawOn(payers.today, office_of(payers.office.organization))
    assert (rules.paper_unseen([{"kind": "order"}] * alone, seen, law) is not None) is is_refused


def test_what_is_offered_where_a_file_is_named_in_own_words_is_known_as_evidence() -> None:
    from workflows.procedure import PROCEDURES

    attaching = {
        code: PROCEDURES[code].steps["attach"].fields["kind"] for code in ("purchase", "goods_acceptance", "works_acceptance")
    }
    offered: dict[str, Any] = {code: [kind_of(word) for word in field.usual] for code, field in attaching.items()}  # type: ignore[attr-defined]
    assert offered == {
        "purchase": ["quotation"],
        "goods_acceptance": ["invoice", "invoice"],
        "works_acceptance": ["supervision", "invoice"],
    }


def test_no_kind_is_chosen_for_a_file_beforehand(walk: VoucherWalk, client: Any, refused: Refuses) -> None:
    client.force_login(walk.office.orathai)
    page = client.get(f"/do/voucher/{walk.voucher.pk}/attach/").content.decode()
    assert '<option value="" selected>– เลือก –</option>' in page
    assert refused("WRONG_INPUT", lambda: attach(walk, "", "ก.pdf")).status == 422
