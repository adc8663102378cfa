"""รอลงระบบกลาง: each sees first what he types himself; a running outage is told once, above the list, and not in each row."""

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.workflows.page_reader import Reader, words_of
from tests.workflows.test_central import begin, do
from workflows import clock
from workflows.models import CentralOutage
from workflows.practice import PracticeOffice


def end(office: PracticeOffice) -> None:
    do(office, "end_outage", outage=CentralOutage.objects.get(), ends_on=clock.today(office.fresh()))


def seen(walk: Walk, who: str, address: str) -> str:
    return signed_in(walk.office, who).get(address).content.decode()


@pytest.mark.parametrize(("who", "count", "all_"), [("duangjai", 2, 3), ("kanda", 1, 3)])
def test_what_a_person_types_himself_is_one_press_away(walk: Walk, who: str, count: int, all_: int) -> None:
    walk.to(State.ORDERED)
    everything = seen(walk, who, "/central/")
    assert f"รอลง {all_} รายการ" in everything and f"เฉพาะที่คุณลง {count}" in everything
    mine = seen(walk, who, "/central/?mine=1")
    assert f"รอลง {count} รายการ" in mine and f'<a class="btn quiet" href="/central/">ทุกคนลง {all_}</a>' in mine


def test_whoever_types_nothing_is_offered_nothing(walk: Walk) -> None:
    walk.to(State.ORDERED)
    assert "เฉพาะที่คุณลง" not in seen(walk, "boonmee", "/central/")
    assert "ลงครบแล้ว ไม่มีอะไรค้าง" in words_of(seen(walk, "boonmee", "/central/?mine=1"))


def test_the_desk_leads_to_the_own_ones_of_a_system(walk: Walk) -> None:
    walk.to(State.ORDERED)
    assert Reader(seen(walk, "kanda", "/")).all("a", href="/central/?system=elaas&mine=1")
    own = seen(walk, "kanda", "/central/?system=elaas&mine=1")
    assert "รอลง 1 รายการ" in own and 'href="/central/?system=egp' not in own, "she types into the one alone"


def test_an_outage_that_runs_is_told_once(walk: Walk) -> None:
    walk.to(State.ORDERED)
    begin(walk.office, 0)
    page = words_of(seen(walk, "kanda", "/central/?system=elaas"))
    assert "รอลง 1 รายการ" in page and page.count("ใช้ไม่ได้ตั้งแต่") == 1
    end(walk.office)
    assert words_of(seen(walk, "kanda", "/central/?system=elaas")).count("ใช้ไม่ได้") == 1, "then it explains the row"
