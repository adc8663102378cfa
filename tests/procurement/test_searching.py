"""A case is found by what stands on its papers, and by nothing of another office."""

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement.rehearsal.road import Road
from procurement.rehearsal.stages import lived
from procurement.rehearsal.walk import Walk
from tests.workflows.test_pages_live import walk  # noqa: F401 - the cast
from workflows.models import Case, JournalEntry
from workflows.papers.imprint import short_code
from workflows.practice import found_practice_office
from workflows.procedure import PROCEDURES
from workflows.searching import found_cases, numbered, paper_numbers
from workflows.thai import thai_digits
from workflows.views.why_found import documents_in, marked, matches


def test_a_code_of_verification_finds_the_case_by_any_content_that_it_ever_had(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    other = found_practice_office(suffix="2", short_name="อบต.อื่น").organization
    for entry in JournalEntry.objects.filter(document=purchase.pk):
        code = short_code(entry.content_hash)
        for typed in (code, code.lower().replace("-", "")):
            assert found_cases(walk.office.organization, typed) == [purchase.case_id]
            assert not found_cases(other, typed)


@pytest.mark.parametrize("typed", ["ZZZZ-ZZZZ", "ZZZZ-ZZZ", "UUUU-UUUU"])
def test_what_is_no_code_of_ours_finds_nothing(walk: Walk, typed: str) -> None:  # noqa: F811
    walk.to("reported")
    assert not found_cases(walk.office.organization, typed)


def test_the_number_of_a_paper_finds_the_case(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    assert purchase.report_number
    assert purchase.case_id in found_cases(walk.office.organization, purchase.report_number)


@pytest.fixture
def many(walks: Callable[..., Walk]) -> list[Walk]:
    found = [walks(title=f"ซื้อวัสดุ ครั้งที่ {number}") for number in (1, 2)]
    for made in found:
        made.to("ordered")
    return found


def seen(made: Walk, text: str) -> Any:
    client = Client()
    client.force_login(made.office.people["kanda"], backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/search/", {"q": text})


def told(made: Walk, text: str) -> list[list[tuple[str, str, list[str]]]]:
    """Of each case: (label, value, the letters that match)."""
    page = seen(made, text).context["page"]
    return [
        [
            (match.label, "".join(part.text for part in match.parts), [part.text for part in match.parts if part.is_hit])
            for match in found.matches
        ]
        for found in page.found
    ]


@pytest.mark.parametrize(
    ("typed", "label", "value", "hits"),
    [
        ("37,000", "จำนวนเงิน\u00a0· ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง", "37,000.00 บาท", ["37,000.00 บาท"]),
        ("๓๗๐๐๐.๐๐ บาท", "จำนวนเงิน\u00a0· ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง", "37,000.00 บาท", ["37,000.00 บาท"]),
        ("ครั้งที่", "ชื่อเรื่อง", "ซื้อวัสดุ ครั้งที่ 2", ["ครั้งที่"]),
        ("นาดี", "ผู้ขายหรือผู้รับจ้าง", "หจก.นาดีเครื่องเขียน", ["นาดี"]),
    ],
)
def test_each_case_says_why_it_was_found(many: list[Walk], typed: str, label: str, value: str, hits: list[str]) -> None:
    latest, first = told(many[0], typed)
    assert (label, value, hits) in latest and first


def test_the_number_of_a_paper_is_named_and_its_letters_marked_in_either_digits(many: list[Walk]) -> None:
    number = many[0].purchase.order_number
    part = number[1:]
    for typed in (part, thai_digits(part)):
        matches = [match for case in told(many[0], typed) for match in case]
        assert any(label == "เลขที่เอกสาร" and value.endswith(number) and hits == [part] for label, value, hits in matches)
    assert ("เลขที่รายงานขอซื้อขอจ้าง", number, [number]) in [match for case in told(many[0], number) for match in case]
    page = seen(many[0], "วัสดุ").content.decode()
    assert page.count("<mark>วัสดุ</mark>") >= len(many)


def test_whatever_finds_a_case_can_be_told(many: list[Walk]) -> None:
    office, purchase = many[0].office, many[0].purchase
    code = short_code(purchase.content_hash)
    for typed in (
        "ซื้อ",
        "/2570",
        "นาดี",
        many[0].need.vendor.tax_id,
        purchase.specifier.full_name[-6:],
        "37000",
        "ครั้งที่ ๑",
        code,
        code.lower().replace("-", ""),
    ):
        found = list(Case.objects.filter(pk__in=found_cases(office.organization, typed)))
        assert found and all(matches(office.organization, found, documents_in(found), typed)[case.pk] for case in found), typed


def test_a_firm_that_is_vendor_other_party_and_payee_is_told_once(many: list[Walk]) -> None:
    deque(lived(Road(many[0]), "voucher.checking"), maxlen=0)
    assert [[value for _label, value, _hits in case] for case in told(many[0], "นาดี")] == [["หจก.นาดีเครื่องเขียน"]] * 3


def test_the_only_case_is_opened_and_says_why(many: list[Walk]) -> None:
    answer = seen(many[0], "ครั้งที่ ๑")
    assert answer["Location"] == f"/case/{many[0].purchase.case_id}/"
    client = answer.client
    assert "พบเรื่องเดียวจาก “ครั้งที่ ๑”: ชื่อเรื่อง ซื้อวัสดุ ครั้งที่ 1" in client.get(answer["Location"]).content.decode()


def test_nothing_typed_tells_what_can_be_searched_for_and_says_of_nothing_that_it_is_missing(many: list[Walk]) -> None:
    page = seen(many[0], " ").content.decode()
    assert "ค้นด้วยอะไรได้บ้าง" in page and "37,000.00" in page and "ไม่พบ" not in page


def test_no_hit_says_what_was_looked_at_and_where_to_go(many: list[Walk]) -> None:
    page = seen(many[0], "ไม่มีใครรู้จัก<b>").content.decode()
    assert "ไม่พบเรื่องใดที่ตรงกับ “ไม่มีใครรู้จัก&lt;b&gt;”" in page and "ค้นแล้วทุกเรื่องของหน่วยงาน" in page and "ค้นด้วยอะไรได้บ้าง" in page
    assert all(f'href="{address}' in page for address in ("/handbook/?q=", "/board/", "/registers/", "/verify/"))
    assert "คำค้นยาวเกินไป" in seen(many[0], "ก" * 301).content.decode()


@pytest.mark.parametrize(
    ("value", "text", "parts"),
    [
        ("ก 12/2570", "๑๒", [("ก ", False), ("12", True), ("/2570", False)]),
        ("ก ๑๒/๒๕๗๐", "12", [("ก ", False), ("๑๒", True), ("/๒๕๗๐", False)]),
        ("ABC abc", "aBc", [("ABC", True), (" ", False), ("abc", True)]),
        ("a.c", ".", [("a", False), (".", True), ("c", False)]),
        ("ก", "", [("ก", False)]),
        ("", "ก", []),
    ],
)
def test_the_letters_that_match_are_told_apart(value: str, text: str, parts: list[tuple[str, bool]]) -> None:
    assert [(part.text, part.is_hit) for part in marked(value, text)] == parts


def test_a_list_without_rows_tells_what_was_looked_for_or_how_the_first_one_begins(walk: Walk) -> None:  # noqa: F811
    client = Client()
    client.force_login(walk.office.people["kanda"], backend="django.contrib.auth.backends.ModelBackend")
    assert "ยังไม่มีเอกสาร ฉบับแรกเกิดที่ขั้น" in client.get("/documents/voucher/").content.decode()
    assert "ไม่พบเอกสารที่ตรงกับ “ศูนย์”" in client.get("/documents/purchase/", {"q": "ศูนย์"}).content.decode()


def test_a_whole_number_finds_its_cases_and_none_of_which_it_is_a_part(walks: Callable[..., Walk]) -> None:
    first, second = (walks().to("reported") for _ in range(2))
    organization = walks().office.organization
    number = first.report_number
    assert number == "1/2570" and second.report_number == "2/2570"
    found = found_cases(organization, number)
    assert first.case_id in found and second.case_id not in found
    assert found_cases(organization, "๑/๒๕๗๐") == found
    assert set(found_cases(organization, "/2570")) >= {first.case_id, second.case_id}


def test_a_whole_number_of_another_office_finds_nothing(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    other = found_practice_office(suffix="2", short_name="อบต.อื่น").organization
    assert purchase.case_id not in found_cases(other, purchase.report_number)
    assert not found_cases(other, "ใบเสนอราคา")


def test_every_number_of_a_paper_has_its_index() -> None:
    """Where there are many of a kind. Days of money and shortages are one a day at most, returned cheques and releases of other money held a few in a year."""
    bare = {
        (procedure.code, name)
        for procedure in PROCEDURES.values()
        for name in paper_numbers(procedure.model)
        if [name] not in [index.fields for index in procedure.model._meta.indexes if index.condition == ~Q(**{name: ""})]
    }
    few = {
        ("cheque_return", "notice_number"), ("cheque_return", "order_number"), ("held_release", "order_number"), ("shortage", "order_number"),
    }  # fmt: skip
    assert bare == {("fund_day", "difference_order_number"), *few}


def test_a_whole_number_is_one_statement(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    with CaptureQueriesContext(connection) as asked:
        assert purchase.case_id in numbered(walk.office.organization, purchase.report_number)
    assert len(asked) == 1
