"""The operations manual on paper: what the handbook says, in Thai whoever prints it, and nothing of it past an edge."""

from typing import Any

import pytest
from django.test import Client

from tests.beginnings import beginning
from workflows import clock
from workflows.models import Organization
from workflows.office import KEPT, Office
from workflows.papers.manual import Manual
from workflows.papers.printing import print_paper
from workflows.papers.proofreading import check_text, one_spelling, read_text
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import PROCEDURES
from workflows.views.manual import manual


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


@pytest.fixture
def unstored(monkeypatch: pytest.MonkeyPatch) -> Organization:
    """An office that has confirmed nothing of the law and lies in no database: a chapter is read from the declarations alone."""
    office = Organization(name="องค์การบริหารส่วนตำบลบ้านนาดี", short_name="อบต.บ้านนาดี", address="เลขที่ 99 หมู่ที่ 4", tax_id="0994000999909")
    monkeypatch.setitem(KEPT, office.pk, Office(office.grants_version, roles={}, unit_codes={}, law_values={}, special_days={}))
    return office


@pytest.mark.parametrize(
    "code",
    [
        "purchase",
        "goods_acceptance",
        "works_supervision",
        "works_acceptance",
        "voucher",
        "payment",
        "transfer",
        "own_transfer",
        "remittance",
        "fund_day",
        "shortage",
        "held_release",
        "cheque_return",
    ],
)
def test_a_chapter_tells_every_step_with_its_clause_and_every_state(unstored: Organization, code: str) -> None:
    procedure = PROCEDURES[code]
    paper = manual(unstored, [procedure])
    pdf = print_paper(paper)
    # A manual is no act of anybody: it bears no code to be verified by.
    assert [fault for fault in check_text(pdf, paper) if "is not on every page" not in fault] == []
    read = one_spelling(read_text(pdf)).replace("\n", "").replace(" ", "")
    (chapter,) = paper.content["chapters"]
    assert len(chapter["instructions"]) == len(procedure.steps)
    assert {stop["state"] for stop in chapter["stations"]} == {str(state.label) for state in procedure.states}
    for step in procedure.steps.values():
        assert one_spelling(str(step.label)).replace(" ", "") in read, step.name


def test_what_nobody_has_confirmed_bears_a_mark(office: PracticeOffice) -> None:
    (chapter,) = manual(office.organization, [PROCEDURES["purchase"]]).content["chapters"]
    marks = {step["label"]: (step["is_doubtful"], step["limit_is_doubtful"]) for step in chapter["instructions"]}
    assert {True, False} <= {doubtful for doubtful, _ in marks.values()}
    assert {True, False} <= {doubtful for _, doubtful in marks.values()}


def test_a_manual_without_a_chapter_is_refused(office: PracticeOffice) -> None:
    with pytest.raises(ValueError, match="chapter"):
        Manual((), clock.today(office.organization))


def test_the_handbook_leads_to_one_chapter_and_to_the_whole_book(office: PracticeOffice) -> None:
    client = Client()
    client.force_login(office.people["porntip"], backend="django.contrib.auth.backends.ModelBackend")
    assert "/handbook/payment/manual.pdf" in client.get("/handbook/payment/").content.decode()
    assert "/handbook/manual.pdf" in client.get("/handbook/").content.decode()
    client.cookies.load({"django_language": "en"})
    book: Any = client.get("/handbook/manual.pdf")
    assert (book.status_code, book["Content-Type"]) == (200, "application/pdf")
    read = one_spelling(read_text(b"".join(book.streaming_content)))
    assert read.count("บทที่") == len(PROCEDURES)
    assert one_spelling("องค์การบริหารส่วนตำบลบ้านนาดี") in read
    assert client.get("/handbook/nothing/manual.pdf").status_code == 404


def test_nobody_reads_it_without_signing_in(office: PracticeOffice) -> None:
    for address in ("/handbook/manual.pdf", "/handbook/payment/manual.pdf"):
        assert Client().get(address)["Location"].startswith("/sign-in/")
