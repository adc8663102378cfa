"""The rows of official files through the API: listed, searched and read by whoever is of the office, and there for nobody else."""

from pathlib import Path
from typing import Any

import pytest

from procurement.models import ContractRecord
from procurement.rehearsal.walk import Walk
from tests.procurement.contracts_files import write_egp_lines
from tests.procurement.test_contracts_register import DRAIN, PAPER, PHOTO, from_record, take
from tests.workflows.api_caller import Caller
from tests.workflows.machines import Machine, token_of
from workflows.api import rows
from workflows.practice import PracticeOffice, found_practice_office

ROWS = "/api/v1/contracts_register/rows"


@pytest.fixture
def records(office: PracticeOffice, tmp_path: Path) -> list[ContractRecord]:
    return take(office.organization, write_egp_lines(tmp_path, PAPER, PHOTO, DRAIN))


def test_a_row_is_told_with_all_that_the_file_says(office: PracticeOffice, records: list[ContractRecord]) -> None:
    told = Caller(office, "orathai").get(f"{ROWS}/{records[1].pk}").json()
    assert told["project_id"] == "68019000002" and told["title"] == "จ้างถ่ายเอกสาร" and told["fiscal_year"] == 2569
    assert (told["kind"], told["agreed_price_baht"], told["row_number"]) == ("SERVICES", "2500.50", 3)
    assert (told["id"], told["file_digest"], told["case"]) == (str(records[1].pk), records[1].file_digest, None)
    assert Machine(token_of(office, "orathai")).get(f"{ROWS}/{records[1].pk}").json() == told, (
        "a machine reads what its person reads"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [("", [0, 1, 2]), ("จ้าง", [1, 2]), ("68019000003", [2]), ("๖๘๐๑๙๐๐๐๐๐๓", [2]), ("2568", [0]), ("2569 ถ่าย", [1]), ("จ้าง 2568", []), ("%", [])],
)  # fmt: skip
def test_rows_are_searched_as_on_the_page(
    office: PracticeOffice, records: list[ContractRecord], text: str, found: list[int]
) -> None:
    answer = Caller(office, "orathai").client.get(ROWS, {"q": text}).json()
    assert [row["id"] for row in answer["rows"]] == [str(records[at].pk) for at in found]
    assert (answer["count"], answer["page"], answer["pages"]) == (len(found), 1, 1)


def test_a_long_file_is_read_by_pages(
    office: PracticeOffice, records: list[ContractRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PAGE_ROWS", 2)
    caller, seen = Caller(office, "orathai"), []
    for page in (1, 2):
        answer = caller.get(f"{ROWS}?page={page}").json()
        assert (answer["page"], answer["pages"], answer["count"]) == (page, 2, 3)
        seen += [row["id"] for row in answer["rows"]]
    assert seen == [str(record.pk) for record in records]
    assert caller.get(f"{ROWS}?page=9").json()["page"] == 2 and caller.get(f"{ROWS}?page=0").json()["page"] == 2


def test_a_row_names_the_case_that_came_of_it(walk: Walk, records: list[ContractRecord]) -> None:
    opened = from_record(walk, records[0]).open()
    told = [row["case"] for row in Caller(walk.office, "orathai").get(ROWS).json()["rows"]]
    assert told == [str(opened.case_id), None, None]


def test_another_office_finds_neither_list_nor_row(office: PracticeOffice, records: list[ContractRecord]) -> None:
    stranger = Caller(found_practice_office(suffix="2", short_name="อบต.อื่น"), "orathai")
    assert stranger.get(ROWS).json() == {"rows": [], "page": 1, "pages": 1, "count": 0}
    for key in (records[0].pk, "nothing", "00000000-0000-0000-0000-000000000000"):
        answer = stranger.get(f"{ROWS}/{key}")
        assert (answer.status_code, answer.json()["refusals"][0]["code"]) == (404, "NOT_FOUND")


def test_nobody_signed_in_reads_nothing(records: list[ContractRecord], client: Any) -> None:
    assert client.get(ROWS).status_code == 401 and client.get(f"{ROWS}/{records[0].pk}").status_code == 401


def test_the_schema_says_what_a_row_holds(office: PracticeOffice) -> None:
    paths = Caller(office, "orathai").get("/api/v1/schema.json").json()["paths"]
    listed = paths[ROWS]["get"]
    assert [one["name"] for one in listed["parameters"]] == ["q", "page"]
    body = listed["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    row = body["rows"]["items"]["properties"]
    assert set(body) == {"rows", "page", "pages", "count"} and row["id"] == {"type": "string", "format": "uuid"}
    assert row["title"] == {"type": "string", "title": "ชื่อโครงการ"} and row["agreed_price_baht"]["pattern"] == r"^\d+(\.\d{1,2})?$"
    assert row["announced_on"]["format"] == "date" and paths[f"{ROWS}/{{row}}"]["get"]["operationId"] == "contracts_register_row"
    assert "post" not in paths[ROWS] and "post" not in paths[f"{ROWS}/{{row}}"]
