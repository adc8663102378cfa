"""A case is found by whoever acted in it, and by what was bought; each says why, with as many statements whatever there is of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_searching import seen, told
from workflows import engine
from workflows.founding import register_of
from workflows.practice import found_practice_office
from workflows.registers.people import PeopleRegister
from workflows.searching import FOUND_MAX, found_cases

Walks = Callable[..., Walk]
DESKS = (("โต๊ะทำงานไม้สัก", "ตัว", "4", "5200.00"),)


def cases(made: Walk, text: str) -> list[Any]:
    return found_cases(made.office.organization, text)


@pytest.fixture
def three(walks: Walks) -> list[Walk]:
    """One that is ordered, one that its head has supported, and one that was only begun."""
    made = [walks(title=f"เรื่องที่ {number}", lines=DESKS if number == 1 else walks().need.lines) for number in (1, 2, 3)]
    made[0].to(State.ORDERED)
    made[1].to(State.BUDGETING)
    made[2].open()
    return made


def test_who_acted_finds_the_case_and_it_says_what_he_signed(three: list[Walk]) -> None:
    ordered, supported, begun = (made.purchase.case_id for made in three)
    assert cases(three[0], "รัตนา") == [ordered]
    assert cases(three[0], "สมชาย") == [supported, ordered], "whom a case names, and who acted in it"
    assert cases(three[0], "อรทัย") == [begun, supported, ordered]
    answer = seen(three[0], "รัตนา")
    assert answer["Location"] == f"/case/{ordered}/"
    assert (
        "พบเรื่องเดียวจาก “รัตนา”: ลงนามในขั้น “เสนอความเห็นต่อรายงาน” และอีก 2 ขั้น นางรัตนา ทองสุก"
        in answer.client.get(answer["Location"]).content.decode()
    )


def test_who_signed_nothing_is_told_by_what_he_did(three: list[Walk]) -> None:
    of_begun, of_supported, _ordered = told(three[0], "อรทัย")
    assert of_begun == [("ทำขั้น “ขอซื้อหรือขอจ้าง”", "นางสาวอรทัย ใจเย็น", ["อรทัย"])]
    assert [label for label, _, _ in of_supported] == ["ทำขั้น “เสนอหัวหน้าหน่วยงาน” และอีก 1 ขั้น"]
    assert "พบเพราะ:" in seen(three[0], "อรทัย").content.decode()


def test_what_somebody_did_in_a_register_is_no_case(three: list[Walk]) -> None:
    engine.perform(
        three[0].office.wilai, register_of(three[0].office.organization, PeopleRegister), "add_unit", code="ใหม่", name="กองใหม่"
    )
    assert cases(three[0], "วิไล") == [three[0].purchase.case_id], "she has passed one report"


def test_the_items_that_were_bought_find_the_case_and_say_so(three: list[Walk]) -> None:
    assert cases(three[0], "ไม้สัก") == [three[0].purchase.case_id]
    first, second = told(three[0], "A4")
    for found in (first, second):
        assert ("รายการที่ซื้อหรือจ้าง", "กระดาษ A4", ["A4"]) in found
    page = seen(three[0], "").content.decode()
    assert "รายการที่ซื้อหรือจ้าง บางส่วนก็พอ" in page and "ชื่อเจ้าหน้าที่ที่ทำขั้นใดของเรื่อง" in page


def test_nobody_of_another_office_finds_them(three: list[Walk]) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น").organization
    assert not found_cases(other, "รัตนา") and not found_cases(other, "ไม้สัก")


EVERYWHERE = ("A4", "ไม้สัก", "รัตนา", "อรทัย", "37,000", "๓๗๐๐๐", "เรื่องที่ ๒", "วัสดุ", "ไม่มีใครรู้จัก")


@pytest.mark.parametrize("typed", EVERYWHERE)
def test_the_board_a_list_and_a_program_find_what_the_search_finds(three: list[Walk], typed: str) -> None:
    wanted = cases(three[0], typed)
    client = seen(three[0], "").client
    on_board = {row.url for row in client.get("/board/", {"q": typed}).context["page"].rows}
    listed = {row[0].url for row in client.get("/documents/purchase/", {"q": typed}).context["page"].table.rows}
    told_program = client.get("/api/v1/purchase", {"q": typed}).json()["rows"]
    assert on_board == listed == {f"/case/{case}/" for case in wanted}
    assert {row["case"] for row in told_program} == {str(case) for case in wanted}


def statements(made: Walk, text: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        seen(made, text)
    return len(asked)


def test_more_cases_ask_no_more(walks: Walks) -> None:
    made = [walks(title=f"เรื่องที่ {number}") for number in (1, 2, 3, 4)]
    for one in made[:2]:
        one.to(State.REPORTED)
    seen(made[0], "สมชาย")
    few = {text: statements(made[0], text) for text in ("สมชาย", "กระดาษ", "อรทัย")}
    for one in made[2:]:
        one.to(State.REPORTED)
    assert {text: statements(made[0], text) for text in few} == few


def test_of_one_who_acted_everywhere_no_more_is_read_than_anybody_turns_pages(three: list[Walk]) -> None:
    with CaptureQueriesContext(connection) as asked:
        cases(three[0], "อรทัย")
    (found,) = [row["sql"] for row in asked if "UNION" in row["sql"] and "workflows_journalentry" in row["sql"]]
    assert f"LIMIT {FOUND_MAX}" in found[found.index("workflows_journalentry") :]
