"""Whoever acts for somebody, or will tomorrow, reads it above his desk: by which order, until when, for what; and which rows are his by it."""

from decimal import Decimal

import pytest

from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_statements import statements
from tests.workflows.page_reader import words_of
from tests.workflows.registering import days, order_acting
from workflows.dates import short_date

POST = "รักษาราชการแทน ผู้อำนวยการกองช่าง"
ITS_DESK = "/board/?desk=head_of_unit%3A%E0%B8%81%E0%B8%AD%E0%B8%87%E0%B8%8A%E0%B9%88%E0%B8%B2%E0%B8%87"


def desk_of(walk: Walk, who: str) -> str:
    return signed_in(walk.office, who).get("/").content.decode()


def test_an_order_of_tomorrow_is_told_today_with_the_way_to_what_waits_there(walk: Walk) -> None:
    walk.to("requested")
    order_acting(walk.office, "kanda", "somchai", 1, 4, number="120/2570")
    page, words = desk_of(walk, "kanda"), words_of(desk_of(walk, "kanda"))
    first, last = (short_date(days(walk.office, count)) for count in (1, 4))
    assert f"จะทำในนาม {POST} ตั้งแต่ {first} ถึง {last} คำสั่งที่ 120/2570 ทำแทนได้ทุกเรื่องของตำแหน่งนั้น" in words
    assert ITS_DESK in page
    assert f"ทำในนาม {POST}" in words and "เสนอหัวหน้าหน่วยงาน" not in words
    assert "รอคุณ" not in words.split("จะทำในนาม")[0], "nothing of it waits for her today"
    assert POST not in words_of(desk_of(walk, "theera")), "nobody else is told"


@pytest.mark.parametrize(
    ("starts", "ends", "is_told"), [(-3, -1, False), (-3, 0, True), (0, 0, True), (30, 31, True), (31, 32, False)]
)
def test_an_order_is_told_from_thirty_days_before_until_its_last_day(walk: Walk, starts: int, ends: int, is_told: bool) -> None:
    order_acting(walk.office, "kanda", "somchai", starts, ends)
    assert (POST in words_of(desk_of(walk, "kanda"))) == is_told


def test_what_the_order_names_and_how_far_it_reaches_is_told(walk: Walk) -> None:
    matters = ["voucher", "purchase.approve_report"]
    order_acting(walk.office, "theera", "boonmee", 0, 2, matters=matters, ceiling_baht=Decimal("50000.00"))
    words = words_of(desk_of(walk, "theera"))
    assert "เฉพาะ ตรวจฎีกา, ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง: ให้ความเห็นชอบและแต่งตั้งผู้ตรวจรับ วงเงินไม่เกิน 50,000.00 บาท" in words


def test_a_row_that_is_his_by_an_order_alone_says_so_and_his_own_does_not(walk: Walk) -> None:
    walk.to("requested")
    order_acting(walk.office, "kanda", "somchai", 0, 3)
    page = desk_of(walk, "kanda")
    assert f"· ทำในนาม {POST}" in words_of(page) and ITS_DESK not in page, "the rows themselves are here"
    assert "· ทำในนาม" not in words_of(desk_of(walk, "somchai"))


def test_orders_cost_the_desk_no_statement(walk: Walk) -> None:
    walk.to("requested")
    client = signed_in(walk.office, "kanda")
    client.get("/")
    before = statements(lambda: client.get("/"))
    order_acting(walk.office, "kanda", "somchai", 2, 3)
    client.get("/")
    assert statements(lambda: client.get("/")) == before
