"""The button of a row on the desk opens the form of the one step that is waited for; its title leads to the case."""

from collections.abc import Callable

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_statements import statements
from tests.workflows.page_reader import Reader, words_of


def links(walk: Walk, who: str) -> list[str]:
    """Where the first row of the desk leads: by its title, and by its button."""
    page = Reader(signed_in(walk.office, who).get("/").content.decode())
    title = next(link["href"] for link in page.all("a") if link["href"].startswith("/case/"))
    return [title, next(link["href"] for link in page.all("a", class_="btn quiet"))]


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [
        (State.DRAFT, "orathai", "submit_request"),
        (State.BUDGETING, "kanda", "confirm_budget"),
        (State.SPECIFYING, "somchai", "specify"),
        (State.NEGOTIATING, "duangjai", "report_result"),
        (State.ORDERING, "duangjai", "prepare_order"),
    ],
)
def test_the_button_opens_the_form_of_the_step(walk: Walk, state: str, who: str, step: str) -> None:
    purchase = walk.to(state)
    assert links(walk, who) == [f"/case/{purchase.case_id}/", f"/do/purchase/{purchase.pk}/{step}/"]
    answer = signed_in(walk.office, who).get(links(walk, who)[1])
    page = answer.content.decode()
    assert answer.status_code == 200 and "ยังทำไม่ได้" not in page and f'href="/case/{purchase.case_id}/"' in page


def test_where_several_answers_are_open_it_leads_to_the_case(walk: Walk) -> None:
    purchase = walk.to(State.APPROVING)
    assert links(walk, "boonmee") == [f"/case/{purchase.case_id}/"] * 2


def test_whoever_the_gate_refuses_reads_why_before_anything_is_typed(walk: Walk) -> None:
    purchase = walk.to(State.ORDERING)
    form = f"/do/purchase/{purchase.pk}/prepare_order/"
    page = words_of(signed_in(walk.office, "porntip").get(form).content.decode())
    assert "ยังทำไม่ได้" in page and "ควรรู้ก่อนทำ" not in page and "ค่าปรับร้อยละต่อวัน" in page
    assert "เจ้าหน้าที่พัสดุ" in page
    refused = signed_in(walk.office, "porntip").post(form, {"_version": purchase.version})
    assert refused.status_code == 403 and "ยังทำไม่ได้" not in refused.content.decode(), "then the refusal itself says it"


def test_a_desk_asks_the_database_no_more_for_many_rows(walks: Callable[..., Walk]) -> None:
    first = walks()
    first.to(State.ORDERING)
    client = signed_in(first.office, "duangjai")
    client.get("/")
    one = statements(lambda: client.get("/"))
    for _ in range(3):
        walks().to(State.ORDERING)
    assert client.get("/").content.decode().count("/prepare_order/") == 4
    assert statements(lambda: client.get("/")) == one
