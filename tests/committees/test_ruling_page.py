"""What the head reads before he rules on a dissent: every opinion, the disputed part in baht, and what each ruling would cause."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver, line
from tests.committees.test_printing import TWELVE
from tests.committees.test_works_rulings import ROAD_AND_DRAIN
from tests.procurement.test_statements import statements
from workflows.pages import Table

RULINGS = ("rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject", "order_reinspection")


@pytest.fixture
def disputed(deliver: Deliver) -> Inspection:
    """Twelve of twenty, five days late; a member disputes two of them."""
    walk = deliver(**TWELVE)
    walk.declare()
    walk.find()
    walk.dissent("porntip", disputed=[{"position": 1, "quantity": "2"}])
    walk.sign_all()
    return walk


def head_of(walk: Inspection) -> Client:
    client = Client()
    client.force_login(walk.office.boonmee)
    return client


def cells(table: Table) -> list[tuple[Any, ...]]:
    return [tuple(getattr(cell, "value", cell) for cell in row) for row in table.rows]


@pytest.mark.rule("§2.6(7)", "kept")
@pytest.mark.parametrize("ruling", RULINGS)
def test_the_page_of_each_ruling_shows_who_thinks_what_and_the_disputed_part_in_baht(disputed: Inspection, ruling: str) -> None:
    answer = head_of(disputed).get(f"/do/goods_acceptance/{disputed.acceptance.pk}/{ruling}/")
    opinions, lines, effects = answer.context["page"].tables[:3]
    assert cells(opinions) == [
        ("นางวิไล ศรีเมือง", "ประธานกรรมการ", "เห็นชอบ", "–"),
        ("นางสาวพรทิพย์ แสงทอง", "กรรมการ", "เห็นแย้ง", "กล่องมีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่"),
        ("นางสาวอรทัย ใจเย็น", "กรรมการ", "เห็นชอบ", "–"),
    ]
    assert cells(lines) == [("เครื่องคอมพิวเตอร์โน้ตบุ๊ก", "เครื่อง", "12", "12", "2", "21,400.00", "42,800.00")]
    assert cells(effects) == [
        ("สั่งให้รับพัสดุไว้", "256,800.00", "ไม่มี", "2,568.00 บาท (ล่าช้า 5 วัน ร้อยละ 0.20 ต่อวันของราคาส่วนที่ยังไม่ได้รับมอบ)"),
        (
            "สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง", "214,000.00", "เครื่องคอมพิวเตอร์โน้ตบุ๊ก 2 เครื่อง",
            "2,140.00 บาท (ล่าช้า 5 วัน ร้อยละ 0.20 ต่อวันของราคาส่วนที่ยังไม่ได้รับมอบ)",
        ),
        (
            "สั่งไม่รับ", "0.00", "เครื่องคอมพิวเตอร์โน้ตบุ๊ก 12 เครื่อง",
            "ยังไม่หัก นับต่อจากวันครบกำหนดจนส่งมอบถูกต้อง ร้อยละ 0.20 ต่อวันของราคาส่วนที่ยังไม่ได้รับมอบ",
        ),
        ("สั่งให้ตรวจใหม่", "0.00", "ยังไม่คืน รอผลการตรวจใหม่", "ยังไม่คิด รอผลการตรวจใหม่"),
    ]  # fmt: skip
    page = answer.content.decode()
    assert "42,800.00" in page and page.count("ที่กำลังจะสั่ง") == 1
    assert "ใช่</td>" not in page, "no column of yes and no tells what is thought"


def test_what_the_page_says_comes_about(disputed: Inspection) -> None:
    ruled = disputed.perform("boonmee", "rule_to_accept_undisputed", reason="รอหนังสือรับรอง")
    assert (str(ruled.accepted_amount_baht), str(ruled.fine_baht)) == ("214000.00", "2140.00")


def test_a_dissent_that_names_nothing_disputes_all_and_leaves_nothing_to_accept(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.dissent("porntip")
    walk.sign_all()
    page = head_of(walk).get(f"/do/goods_acceptance/{walk.acceptance.pk}/rule_to_accept/").context["page"]
    assert cells(page.tables[1])[0][4:] == ("20", "21,400.00", "428,000.00")
    assert cells(page.tables[2])[1][1:] == ("0.00", "สั่งไม่ได้ ไม่มีส่วนที่รับได้", "–")
    assert cells(page.tables[2])[0][3] == "ไม่มี ส่งมอบภายในกำหนด"


def test_works_are_ruled_on_by_whole_lines(build: Deliver) -> None:
    walk = build(lines=ROAD_AND_DRAIN)
    walk.supervise()
    walk.declare()
    walk.find()
    walk.dissent("porntip", disputed=[{"position": 2, "quantity": "1"}])
    walk.sign_all()
    page = head_of(walk).get(f"/do/works_acceptance/{walk.acceptance.pk}/rule_to_accept_undisputed/").context["page"]
    assert [row[1:3] for row in cells(page.tables[2])][:2] == [("400,000.00", "ไม่มี"), ("300,000.00", "รางระบายน้ำ 1 งาน")]


def test_programs_read_the_same_as_the_page(disputed: Inspection) -> None:
    told = head_of(disputed).get(f"/api/v1/goods_acceptance/{disputed.acceptance.pk}").json()
    (ruling,) = [step for step in told["steps"] if step["name"] == "rule_to_reject"]
    assert ruling["matter"]["sentence"] == "สั่งไม่รับ ตามที่มีผู้เห็นแย้ง 1 คน"
    assert ruling["matter"]["tables"][1]["rows"] == [["เครื่องคอมพิวเตอร์โน้ตบุ๊ก", "เครื่อง", "12", "12", "2", "21,400.00", "42,800.00"]]
    assert [row[:2] for row in ruling["matter"]["tables"][2]["rows"]][1] == ["สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง", "214,000.00"]


def test_the_ruling_to_inspect_anew_is_signed(disputed: Inspection) -> None:
    answer = head_of(disputed).post(
        f"/do/goods_acceptance/{disputed.acceptance.pk}/order_reinspection/",
        {"reason": "นับใหม่", "_version": disputed.acceptance.version},
    )
    assert answer.status_code == 403 and "นับใหม่" in answer.content.decode()


DISSENT = "นางสาวพรทิพย์ แสงทอง: กล่องมีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่"


def case_of(walk: Inspection, who: Any) -> Callable[[], Any]:
    client = Client()
    client.force_login(who)
    return lambda: client.get(f"/case/{walk.acceptance.case_id}/")


def test_the_case_lays_the_dissent_and_what_comes_of_each_ruling_before_the_head_chooses(disputed: Inspection) -> None:
    answer = case_of(disputed, disputed.office.boonmee)()
    (waiting,) = answer.context["page"].waiting
    effects, opinions, lines = waiting.weighed.tables
    assert (waiting.weighed.sentence, waiting.weighed.statement) == ("มีผู้เห็นแย้ง 1 คน ผลการตรวจให้รับ 256,800.00 บาท", DISSENT)
    assert [row[:2] for row in cells(effects)] == [
        ("สั่งให้รับพัสดุไว้", "256,800.00"), ("สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง", "214,000.00"), ("สั่งไม่รับ", "0.00"),
        ("สั่งให้ตรวจใหม่", "0.00"),
    ]  # fmt: skip
    assert (effects.summary, opinions.is_open, len(opinions.rows), lines.is_open, len(lines.rows)) == ("", False, 3, False, 1)
    page = answer.content.decode()
    assert page.index(f"“{DISSENT}”") < page.index("/rule_to_reject/") and "ที่กำลังจะสั่ง" not in page
    assert ("ค่าปรับของส่วนที่รับ (บาท)", "2,568.00") in [(pair.label, pair.value) for pair in waiting.weighed.decisive]
    assert page.count("<dt>ค่าปรับของส่วนที่รับ (บาท)</dt>") == 1, "what is weighed is not told once more among the facts"


def test_nobody_else_has_the_dissent_laid_before_him_and_every_fact_stands_where_it_stood(disputed: Inspection) -> None:
    answer = case_of(disputed, disputed.office.rattana)()
    assert [waiting.weighed for waiting in answer.context["page"].waiting] == [None]
    page = answer.content.decode()
    assert f"“{DISSENT}”" not in page and page.count("<dt>ค่าปรับของส่วนที่รับ (บาท)</dt>") == 1


def test_what_is_weighed_costs_the_case_as_much_whatever_the_number_of_lines_and_of_dissents(
    disputed: Inspection, deliver: Deliver
) -> None:
    many = [
        line(position=at, ordered_quantity="1", delivered_quantity="1", unit_price_baht="100.00") for at in range(1, 31)
    ]  # fmt: skip
    long = deliver(lines=many, instalment_amount_baht="3000.00")
    long.declare()
    long.find()
    for who in ("orathai", "porntip"):
        long.dissent(who)
    long.sign_all()
    assert long.acceptance.state == "dissented"

    def asked(walk: Inspection) -> int:
        opened = case_of(walk, walk.office.boonmee)
        opened()  # the first teaches the process the office by heart
        return statements(opened)

    assert asked(long) == asked(disputed) <= 20


@pytest.mark.rule("§2.6(4)", "kept")
def test_whoever_passes_a_refusal_on_or_tells_the_vendor_of_it_signs_for_no_money(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.to_decision({1: "0"})
    signed = {}
    for who, step in (("rattana", "pass_rejection"), ("boonmee", "inform_vendor")):
        client = Client()
        client.force_login(walk.office.people[who])
        signed[step] = client.get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/").content.decode()
        assert "ศูนย์บาทถ้วน" not in signed[step]
        if step == "pass_rejection":
            walk.perform("rattana", step)
    vendor = walk.acceptance.party.name
    assert f"รายงานว่าไม่รับสิ่งที่{vendor}ส่งมอบวันที่ 10 พ.ย. 2569 ตามใบสั่งเลขที่ 45/2570" in signed["pass_rejection"]
    assert f"แจ้ง{vendor}ถึงส่วนที่ไม่รับหรือยังไม่ได้รับ ตามใบสั่งเลขที่ 45/2570" in signed["inform_vendor"]
