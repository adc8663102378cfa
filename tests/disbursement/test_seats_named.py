"""A seat is called as its own procedure calls it, whatever another one calls a seat of that name."""

import pytest

from workflows.views.board import desk_label


@pytest.mark.parametrize(
    ("procedure", "says"),
    [
        ("fund_day", "ผู้ที่ยังไม่ลงชื่อในผลการตรวจนับ"),
        ("goods_acceptance", "ผู้ตรวจรับที่ยังไม่ลงความเห็น"),
        ("works_acceptance", "ผู้ตรวจรับที่ยังไม่ลงความเห็น"),
    ],
)
def test_who_has_yet_to_sign_is_told_in_the_words_of_the_procedure(procedure: str, says: str) -> None:
    assert desk_label("seat:signing", procedure) == says


def test_a_role_is_the_same_everywhere() -> None:
    assert desk_label("chief_executive", "fund_day") == desk_label("chief_executive") == "นายก"


def test_a_seat_that_the_procedure_does_not_know_is_still_named() -> None:
    assert desk_label("seat:keyholder", "purchase") == "กรรมการเก็บรักษาเงิน"
