"""After a step the next page leads to what waits most urgently for whoever took it, so that ten decisions are not ten ways back."""

import re
from collections.abc import Callable

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.workflows.page_reader import words_of

Walks = Callable[..., Walk]
TOLD = "เรื่องถัดไปบนโต๊ะของคุณ"


def pressed(walk: Walk, who: str, step: str, **sent: str) -> str:
    purchase = walk.purchase
    purchase.refresh_from_db()
    typed = {"_version": str(purchase.version), "_key": step, **sent}
    return signed_in(walk.office, who).post(f"/do/purchase/{purchase.pk}/{step}/", typed, follow=True).content.decode()


def way_on(page: str) -> list[str]:
    return re.findall(rf'<a class="hit" href="([^"]+)">{TOLD}', page)


def test_the_next_of_the_desk_is_one_press_away(walks: Walks) -> None:
    first, second = walks(title="ซื้อกระดาษ"), walks(title="ซื้อหมึกพิมพ์")
    for walk in (first, second):
        walk.to("requested")
    page = pressed(first, "somchai", "return_request", reason="แก้ราคา")
    assert way_on(page) == [f"/do/purchase/{second.purchase.pk}/support_request/"]
    assert f"{TOLD} ซื้อหมึกพิมพ์ · เหลือ 2 วันทำการ" in words_of(page) and "รออีก" not in words_of(page)
    assert TOLD not in signed_in(first.office, "somchai").get(f"/case/{first.purchase.case_id}/").content.decode(), "once"


def test_how_many_more_wait_is_told(walks: Walks) -> None:
    cases = [walks(title=f"ซื้อของ {number}") for number in range(3)]
    for walk in cases:
        walk.to("requested")
    page = pressed(cases[0], "somchai", "return_request", reason="แก้ราคา")
    assert f"{TOLD} ซื้อของ 1 · เหลือ 2 วันทำการ · รออีก 1 เรื่อง" in words_of(page)


def test_an_empty_desk_leads_nowhere_and_a_refused_step_neither(walks: Walks) -> None:
    alone = walks()
    alone.to("requested")
    assert TOLD not in pressed(alone, "somchai", "return_request", reason="แก้ราคา")
    first, second = walks(), walks()
    for walk in (first, second):
        walk.to("requested")
    assert TOLD not in pressed(first, "somchai", "return_request"), "the reason is missing"


def test_a_case_that_stays_on_the_desk_says_itself_what_is_next(walks: Walks) -> None:
    mine, other = walks(), walks()
    for walk in (mine, other):
        walk.to(State.RESULT_ENDORSED)
    mine.office.boonmee.set_password("รหัสที่ถูก 123")
    mine.office.boonmee.save()
    page = pressed(mine, "boonmee", "approve_result", _password="รหัสที่ถูก 123")
    mine.purchase.refresh_from_db()
    assert mine.purchase.state == State.AWARDED and TOLD not in page
