"""What bounds a choice stands beside it: what may still come of each instalment of an order."""

from typing import Any

from procurement.asks import FineRateField, InstalmentField
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_purchase_order import order


def page_of(walk: Walk, who: str, document: Any, step: str) -> str:
    answer = signed_in(walk.office, who).get(f"/do/{document.procedure}/{document.pk}/{step}/")
    return " ".join(answer.content.decode().split())


def test_each_open_instalment_is_told_with_what_may_still_come(walk: Walk) -> None:
    walk.to(State.ORDERING)
    walk.perform("duangjai", "prepare_order", **order(walk, "18500.00", "18500.00"))
    walk.to(State.ORDERED)
    page = page_of(walk, "duangjai", walk.purchase, "record_delivery")
    assert "งวดที่ 1 รับได้อีก 18,500.00 บาท · งวดที่ 2 รับได้อีก 18,500.00 บาท" in page


def test_the_rates_of_the_fine_stand_beside_it_before_one_is_typed(walk: Walk) -> None:
    walk.to(State.ORDERING)
    page = page_of(walk, "duangjai", walk.purchase, "prepare_order")
    assert "ร้อยละ 0.01 ถึง 0.20 · ปรับจากราคาทั้งหมด ไม่เกิน 0.10 · งานสาธารณูปโภคที่กระทบการจราจร 0.25" in page


def test_a_step_asks_nothing_for_what_only_a_page_shows(walk: Walk, django_assert_num_queries: Any) -> None:
    walk.to(State.ORDERED)
    with django_assert_num_queries(0):
        InstalmentField(label="งวดที่").narrow(walk.purchase)
        FineRateField(label="ค่าปรับ").narrow(walk.purchase)
