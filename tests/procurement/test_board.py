"""กระดาน: where everything is, what narrows it, where the time goes, and the same as a spreadsheet."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.workflows.page_reader import words_of
from workflows import durations, sheets, tracking
from workflows.practice import found_practice_office
from workflows.tracking import BoardFilter
from workflows.views import board

Walks = Callable[..., Walk]
BOARD_STATEMENTS_MAX = 13  # session, person and office among them


def signed_in(office: Any, who: str = "boonmee") -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(walk: Walk, address: str) -> str:
    answer = signed_in(walk.office).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_counts_every_document_by_step_and_by_desk(walks: Walks) -> None:
    for _ in range(2):
        walks().to(State.REPORTED)
    walks().open()
    loads = tracking.loads(walks().office.fresh(), BoardFilter(), Q())
    reported = next(load for load in loads if load.state == State.REPORTED)
    assert (reported.desk, reported.count, reported.oldest is not None) == ("head_of_supplies", 2, True)
    assert sum(load.count for load in loads if load.procedure == "purchase") == 3


def test_a_desk_narrows_the_board_and_another_shows_nothing(walks: Walks) -> None:
    walk = walks(title="ซื้อกระดาษ")
    walk.to(State.REPORTED)
    assert "ซื้อกระดาษ" in page(walk, "/board/?desk=head_of_supplies")
    shown = page(walk, "/board/?desk=chief_executive")
    assert "ซื้อกระดาษ" not in shown and "ไม่มีเรื่องที่ตรงกับตัวกรองนี้" in shown


def test_the_board_shows_the_money_on_its_way(walks: Walks) -> None:
    walk = walks()
    walk.to(State.REPORTED)
    shown = page(walk, "/board/")
    assert "เงินระหว่างทาง" in shown and "37,000.00" in shown.split("เงินระหว่างทาง")[1]


def test_every_sum_of_the_board_is_of_what_the_search_lists(walks: Walks) -> None:
    """Two of the three are looked for: what they come to stands at the top, by step, by desk and in baht, and leads on with the search."""
    walks(title="ซื้อตู้เหล็ก").to(State.REPORTED)
    walks(title="ซื้อตู้เหล็กสี").to(State.ORDERED)
    walk = walks(title="ซื้อหมึก")
    walk.to(State.REPORTED)
    every, found = seen(walk, "/board/"), seen(walk, "/board/?q=ตู้เหล็ก")
    assert sums(every) == (every.open_count, ["74000.00", "37000.00", "0.00"]) and every.open_count >= 3
    assert sums(found) == (2, ["37000.00", "37000.00", "0.00"])
    assert found.desks and all("q=%E0%B8%95" in desk.url for desk in (*found.desks, *found.steps))
    reported = seen(walk, "/board/?q=ตู้เหล็ก&procedure=purchase&state=reported")
    assert (reported.open_count, reported.money[0].amount_baht, reported.money[1].amount_baht) == (1, Decimal("37000.00"), 0)
    assert [step.is_chosen for step in reported.steps if step.count == 1].count(True) == 1 and len(reported.steps) == 2
    assert sums(seen(walk, "/board/?q=ไม่มี")) == (0, ["0.00", "0.00", "0.00"])


def seen(walk: Walk, address: str) -> Any:
    return signed_in(walk.office).get(address).context["page"]


def sums(page: Any) -> tuple[int, list[str]]:
    """What a board says at its top, and its money; what it says by step and by desk comes to the same."""
    assert sum(step.count for step in page.steps) == sum(desk.count for desk in page.desks) == page.open_count == page.paging.total
    return page.open_count, [f"{one.amount_baht:.2f}" for one in page.money]


def test_steps_stand_by_their_lateness_and_go_on_on_another_page(walks: Walks, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        walks().open()
    walks().to(State.REPORTED)
    walk = walks()
    walk.to(State.ORDERED)
    monkeypatch.setattr(tracking.clock, "today", lambda _office: date(2027, 3, 1))
    monkeypatch.setattr(board, "COUNTS_ROWS", 2)
    first, second = seen(walk, "/board/"), seen(walk, "/board/?steps=2")
    told = [(step.late > 0, step.count) for step in (*first.steps, *second.steps)]
    assert told == sorted(told, reverse=True) and len(told) >= 3 and first.steps_most == second.steps_most >= 3
    assert (first.steps_paging.first, first.steps_paging.last, second.steps_paging.first) == (1, 2, 3)
    assert first.rows == second.rows, "the list of cases stays where it is"
    assert seen(walk, second.steps[0].url).steps[0].step == second.steps[0].step, "what is chosen comes first"


@pytest.mark.parametrize("address", ["/board/", "/documents/purchase/"])
def test_a_row_says_why_it_was_found_where_it_does_not_say_it_itself(walks: Walks, address: str) -> None:
    walk = walks(title="ซื้อกระดาษ")
    purchase = walk.to(State.ORDERED)
    vendor, number = walk.need.vendor.name, purchase.order_number
    told = {
        vendor[4:8]: f"พบเพราะ: ผู้ขายหรือผู้รับจ้าง {vendor}",
        walk.need.vendor.tax_id: f"พบเพราะ: เลขประจำตัวผู้เสียภาษีของ{vendor} {walk.need.vendor.tax_id}",
        "สมชาย": "พบเพราะ: ",
    }
    for text, why in told.items():
        assert why in words_of(page(walk, f"{address}?q={text}")), text
    for text in ("กระดาษ", "37,000", number if number == purchase.number else "ซื้อ"):
        shown = words_of(page(walk, f"{address}?q={text}"))
        assert "ซื้อกระดาษ" in shown and "พบเพราะ" not in shown, text


def test_the_board_refreshes_at_its_own_address(walks: Walks) -> None:
    walk = walks()
    walk.to(State.REPORTED)
    assert 'hx-get="/board/?procedure=purchase&amp;late=1"' in page(walk, "/board/?procedure=purchase&late=1")


def test_a_board_whose_session_has_ended_leads_the_whole_page_to_the_sign_in(walks: Walks) -> None:
    office = walks().office
    lost = Client().get("/board/?late=1", headers={"HX-Request": "true"}, follow=True)
    assert lost["HX-Redirect"] == "/sign-in/?next=%2Fboard%2F%3Flate%3D1", "with the question that the board was asked"
    assert "HX-Redirect" not in Client().get("/board/", follow=True)
    assert "HX-Redirect" not in signed_in(office).get("/board/", headers={"HX-Request": "true"})


def test_the_number_of_documents_changes_no_statement_of_the_board(walks: Walks) -> None:
    from django.db import connection

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/board/").status_code == 200
        return len(captured)

    walk = walks()
    walk.to(State.REPORTED)
    client = signed_in(walk.office)
    asked()
    few = asked()
    for _ in range(4):
        walks().to(State.REPORTED)
    assert asked() == few <= BOARD_STATEMENTS_MAX


def test_the_journal_tells_how_long_each_step_took(walks: Walks) -> None:
    walk = walks()
    walk.to(State.REPORTED)
    organization = walk.office.fresh()
    found = durations.by_step(durations.stays(organization))
    assert {state for procedure, state in found if procedure == "purchase"} >= {State.DRAFT, State.REQUESTED, State.REPORTING}
    assert ("purchase", State.REPORTED) not in found
    assert all(stay.came_on <= stay.left_on for stays in found.values() for stay in stays)
    assert "ครึ่งหนึ่งไม่เกิน" in page(walk, "/board/pace/")


def test_a_step_that_nobody_has_left_yet_has_no_pace(walks: Walks) -> None:
    assert "ยังไม่มีเรื่องใดเดินต่อ" in page(walks(), "/board/pace/")


@pytest.mark.parametrize(
    ("lengths", "median", "ninth"),
    [([3], 3, 3), ([1, 2], 1, 2), (range(1, 11), 5, 9), (range(1, 12), 6, 10), ([0] * 9 + [30], 0, 0)],
)
def test_half_and_nine_in_ten_are_lengths_that_occurred(lengths: Any, median: int, ninth: int) -> None:
    taken = durations.pace(lengths)
    assert (taken.median_days, taken.ninth_days) == (median, ninth)


def test_the_export_holds_the_filtered_rows_with_real_numbers_and_days(walks: Walks) -> None:
    walk = walks(title="=1+1")
    walk.to(State.REPORTED)
    walks(title="ซื้อสี").open()
    answer = signed_in(walk.office).get("/board/export.xlsx?state=reported")
    assert answer["Content-Type"] == sheets.MEDIA_TYPE and "attachment" in answer["Content-Disposition"]
    headers, *rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    assert [cell.value for cell in headers][2] == "เรื่อง" and len(rows) == 1
    title, due_on, amount = rows[0][2], rows[0][8], rows[0][10]
    assert (title.value, title.data_type, title.quotePrefix) == ("=1+1", "s", True)
    assert due_on.is_date
    assert (amount.value, amount.data_type, amount.number_format) == (37000, "n", sheets.BAHT_FORMAT)


def test_a_sheet_keeps_each_value_in_its_own_type() -> None:
    row = ("ก", "+66", "-1", "@x", 3, Decimal("0.01"), date(2026, 11, 30), None, "a\x07b")
    book = load_workbook(io.BytesIO(sheets.workbook("แผ่น", [f"ช่อง {n}" for n in range(len(row))], [row])))
    cells = list(book.active.iter_rows())[1]
    assert [cell.quotePrefix for cell in cells[:4]] == [False, True, True, True]
    assert [cell.value for cell in cells[4:6]] == [3, 0.01] and cells[6].value.date() == date(2026, 11, 30)
    assert cells[7].value is None and cells[8].value == "ab"


@pytest.mark.parametrize("address", ["/board/", "/board/pace/", "/board/export.xlsx"])
def test_another_office_sees_nothing_of_it(walks: Walks, address: str) -> None:
    walk = walks(title="ซื้อของลับ")
    walk.to(State.REPORTED)
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    answer = signed_in(other).get(address)
    content = answer.content
    if address.endswith("xlsx"):
        assert len(list(load_workbook(io.BytesIO(content)).active.iter_rows())) == 1
    else:
        assert "ซื้อของลับ" not in content.decode()
    assert durations.stays(other.fresh()) == []
    assert Client().get(address).status_code == 302
