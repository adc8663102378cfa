"""The collective act on the pages and over the API: every step's form opens, a member signs on a phone, the case tells who is missing."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver, line
from tests.committees.test_body import replace
from tests.workflows.page_reader import Reader, words_of
from workflows.models import User
from workflows.practice import PracticeOffice
from workflows.templatetags.dika import grouped

PASSWORD = "ข้าวเหนียวมะม่วง 9"
STEPS = {
    "declaring": {"wilai": ["declare_no_interest", "declare_interest"], "boonmee": ["replace_members"]},
    "inspecting": {"wilai": ["record_findings", "attach", "declare_interest"]},
    "signing": {"porntip": ["sign", "declare_interest"], "wilai": ["sign", "change_findings"], "boonmee": ["replace_members"]},
    "dissented": {"boonmee": ["rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject", "order_reinspection"]},
    "accepted": {"duangjai": ["take_over", "record_late_notice"]},
}


def to(walk: Inspection, state: str) -> Inspection:
    if state != "declaring":
        walk.declare()
    if state in ("signing", "dissented", "accepted"):
        walk.find()
    if state == "dissented":
        walk.dissent("porntip")
    if state in ("dissented", "accepted"):
        walk.sign_all()
    assert walk.acceptance.state == state
    return walk


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def member(office: PracticeOffice, who: str) -> Client:
    person = office.people[who]
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return signed_in(person)


@pytest.mark.parametrize("state", STEPS)
def test_every_step_s_form_opens_for_who_may_do_it(deliver: Deliver, state: str) -> None:
    walk = to(deliver(), state)
    for who, steps in STEPS[state].items():
        for step in steps:
            answer = signed_in(walk.office.people[who]).get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/")
            assert answer.status_code == 200, (step, answer.content)


def test_the_case_page_says_whose_opinion_is_missing(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    walk.dissent("porntip")
    page = words_of(signed_in(walk.office.orathai).get(f"/case/{walk.acceptance.case_id}/").content.decode())
    assert "เห็นแย้ง 5 พ.ย. 2569" in page and "ยังไม่ลงความเห็น" in page and "ประธานกรรมการ" in page
    assert "รอ นางวิไล ศรีเมือง และ นางสาวอรทัย ใจเย็น" in page


def test_a_member_signs_by_the_form_with_the_password(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    client, address = member(walk.office, "porntip"), f"/do/goods_acceptance/{walk.acceptance.pk}/sign/"
    typed = {"opinion": "accept", "reason": "", "_version": walk.acceptance.version, "_key": "k", "_acted_on": "2026-11-05"}
    assert client.post(address, {**typed, "_password": "ผิด"}).status_code in (403, 422)
    answer = client.post(address, {**typed, "_password": PASSWORD})
    assert answer.status_code == 302, answer.content
    assert {person.username for person in walk.silent()} == {"wilai", "orathai"}


def test_a_dissent_by_the_form_disputes_rows(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    client, address = member(walk.office, "porntip"), f"/do/goods_acceptance/{walk.acceptance.pk}/sign/"
    typed = {
        "opinion": "dissent",
        "_version": walk.acceptance.version,
        "_key": "k",
        "_acted_on": "2026-11-05",
        "_password": PASSWORD,
    }
    rows = {"disputed-0-position": "1", "disputed-0-quantity": "2", "disputed-1-position": "", "disputed-1-quantity": ""}
    refused = client.post(address, {**typed, **rows, "reason": ""})
    assert refused.status_code == 422 and "ความเห็นแย้ง" in refused.content.decode()
    assert client.post(address, {**typed, **rows, "reason": "กล่องฉีกขาด"}).status_code == 302
    assert walk.rows["opinions"][0]["disputed"] == [[1, "2"]]


def test_the_chair_records_findings_by_the_form(deliver: Deliver) -> None:
    walk = to(deliver(), "inspecting")
    client = member(walk.office, "wilai")
    typed = {
        "inspected_on": "2026-11-05", "place": "agreed", "check_method": "counted", "lines-0-position": "1", "lines-0-accepted_quantity": "19",
        "lines-0-finding": "เปิดไม่ติด", "lines-1-position": "", "_version": walk.acceptance.version, "_key": "k", "_acted_on": "2026-11-05",
    }  # fmt: skip
    answer = client.post(f"/do/goods_acceptance/{walk.acceptance.pk}/record_findings/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert walk.rows["lines"][0]["accepted_quantity"] == "19.000"


def test_the_api_offers_the_signature_and_takes_it(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    client = member(walk.office, "porntip")
    address = f"/api/v1/goods_acceptance/{walk.acceptance.pk}"
    shown: dict[str, Any] = client.get(address).json()
    (sign,) = [step for step in shown["steps"] if step["name"] == "sign"]
    assert sign["allowed"] and shown["state"] == "signing"
    body = {"version": shown["version"], "key": "k", "acted_on": "2026-11-05", "password": PASSWORD, "opinion": "accept"}
    answer = client.post(f"{address}/steps/sign", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    again = client.post(f"{address}/steps/sign", json.dumps(body), content_type="application/json")
    assert again.json()["replayed"] is True
    other = signed_in(walk.office.theera)
    refused = other.post(f"{address}/steps/sign", json.dumps({**body, "key": "x"}), content_type="application/json")
    assert refused.status_code == 403


def test_the_handbook_tells_the_procedures(office: PracticeOffice) -> None:
    for code, clause in (("goods_acceptance", "ข้อ 175 (7)"), ("works_acceptance", "ข้อ 176 (7)")):
        page = signed_in(office.wilai).get(f"/handbook/{code}/").content.decode()
        assert clause in page


def test_the_sign_page_shows_what_is_signed_and_who_has_signed(deliver: Deliver) -> None:
    walk = to(deliver(lines=[line(delivered_quantity="12")]), "signing")
    walk.sign("wilai")
    page = member(walk.office, "porntip").get(f"/do/goods_acceptance/{walk.acceptance.pk}/sign/").content.decode()
    read = Reader(page)
    assert "ตรวจรับเครื่องคอมพิวเตอร์โน้ตบุ๊ก 12 จาก 12 เครื่อง เป็นเงิน 256,800.00 บาท" in page and "สองแสนห้าหมื่นหกพันแปดร้อยบาทถ้วน" in page
    assert "เห็นชอบ 5 พ.ย. 2569" in page and "ส่วนที่ส่งมอบครั้งนี้ถูกต้องตามใบสั่งเลขที่ 45/2570" in page
    assert [found["value"] for found in read.all("input", type="radio", name="opinion")] == ["accept", "dissent"]
    assert [found["value"] for found in read.all("input", type="radio", name="opinion") if "checked" in found] == []
    assert read.all("input", name="_password", type="password") and read.all("textarea", name="reason")
    assert grouped(walk.acceptance.content_hash[:16]) in page
    assert read.all("a", href=f"/do/goods_acceptance/{walk.acceptance.pk}/declare_interest/")
    assert "เปลี่ยนไปจากที่พิจารณาครั้งก่อน" not in page


def test_other_findings_are_shown_as_what_changed_since_the_signature(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    walk.sign("porntip")
    walk.find({1: "19"}, step="change_findings", reason="เปิดไม่ติดหนึ่งเครื่อง")
    for who in ("porntip", "orathai"):  # who signed the old findings, and who signs for the first time
        page = member(walk.office, who).get(f"/do/goods_acceptance/{walk.acceptance.pk}/sign/").content.decode()
        changed = page[page.index("เปลี่ยนไปจากที่พิจารณาครั้งก่อน") :]
        assert "428,000.00" in changed and "406,600.00" in changed and "19" in changed, who


def test_a_refused_dissent_keeps_the_choice_and_its_reason(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    client, address = member(walk.office, "porntip"), f"/do/goods_acceptance/{walk.acceptance.pk}/sign/"
    typed = {"opinion": "dissent", "reason": "กล่องฉีกขาด", "_version": walk.acceptance.version, "_key": "k", "_password": "ผิด"}
    answer = client.post(address, typed)
    read = Reader(answer.content.decode())
    assert answer.status_code == 403 and "กล่องฉีกขาด" in read.told["id_reason"]
    assert [found["value"] for found in read.all("input", type="radio", name="opinion") if "checked" in found] == ["dissent"]
    assert "รหัสผ่านไม่ถูกต้อง" in read.told["id__password_fault1"]


def field(walk: Inspection, who: str, step: str, name: str) -> dict[str, str]:
    """One input of a step's form, as the page draws it."""
    text = signed_in(walk.office.people[who]).get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/").content.decode()
    (found,) = Reader(text).all("input", name=name)
    return found


def offered(walk: Inspection, who: str, step: str, name: str) -> set[str]:
    """The names among which a field of a step lets choose: a select or boxes."""
    text = signed_in(walk.office.people[who]).get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/").content.decode()
    chosen = re.search(rf'<select name="{name}".*?</select>', text, re.DOTALL)
    keys = re.findall(r'value="([^"]+)"', chosen[0]) if chosen else [box["value"] for box in Reader(text).all("input", name=name)]
    return {key for key, person in walk.office.people.items() if str(person.pk) in keys}


def test_a_replacement_offers_those_who_sit_to_leave_and_nobody_who_could_not_come(deliver: Deliver) -> None:
    walk = deliver()
    assert offered(walk, "boonmee", "replace_members", "members-0-leaving") == {"wilai", "porntip", "orathai"}
    coming = offered(walk, "boonmee", "replace_members", "members-0-person")
    assert "theera" in coming and not coming & {"wilai", "porntip", "orathai", "duangjai"}, "duangjai bought it"
    replace(walk, "porntip", "theera")
    assert offered(walk, "boonmee", "replace_members", "members-0-leaving") == {"wilai", "theera", "orathai"}
    assert not offered(walk, "boonmee", "replace_members", "members-0-person") & {"porntip", "theera"}


def test_whoever_was_replaced_is_not_asked_after_among_the_absent(deliver: Deliver) -> None:
    walk = deliver()
    replace(walk, "porntip", "theera")
    for who in ("wilai", "orathai", "theera"):
        walk.perform(who, "declare_no_interest")
    assert offered(walk, "wilai", "record_findings", "absent") == {"wilai", "theera", "orathai"}


def test_a_form_asks_of_each_line_by_its_name_and_keeps_its_place_out_of_sight(deliver: Deliver) -> None:
    walk = to(deliver(lines=[line(position=1), line(position=2, item="ตาข่าย")]), "inspecting")
    text = signed_in(walk.office.wilai).get(f"/do/goods_acceptance/{walk.acceptance.pk}/record_findings/").content.decode()
    assert text.count(walk.rows["lines"][0]["item"]) >= 2 and 'value="_add_row"' not in text
    assert [field(walk, "wilai", "record_findings", f"lines-{number}-position")["type"] for number in (0, 1)] == [
        "hidden",
        "hidden",
    ]


def test_a_form_fills_in_what_it_asks_and_not_what_bears_the_same_name_by_chance(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    assert field(walk, "wilai", "change_findings", "inspected_on")["value"] == walk.acceptance.inspected_on.isoformat()
    assert not field(walk, "boonmee", "replace_members", "order_number").get("value"), (
        "the order of purchase is no order of appointment"
    )


def test_the_head_reads_the_dissent_where_he_rules_on_it(deliver: Deliver) -> None:
    walk = to(deliver(), "dissented")
    reason = next(row["reason"] for row in walk.rows["opinions"] if not row["accepts"])
    for step in ("rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject"):
        page = signed_in(walk.office.boonmee).get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/").content.decode()
        assert reason in page and "เห็นแย้ง 1 คน" in page, step
        assert ("ถ้วน" in page) == (step == "rule_to_accept"), "the whole amount is written out only where it is accepted"


def test_a_ruling_s_reason_stands_beside_what_comes_of_it(deliver: Deliver) -> None:
    walk = to(deliver(), "dissented")
    walk.perform("boonmee", "order_reinspection", reason="ขอให้นับใหม่ต่อหน้าผู้ขาย")
    page = signed_in(walk.office.wilai).get(f"/case/{walk.acceptance.case_id}/").content.decode()
    assert page.count("ขอให้นับใหม่ต่อหน้าผู้ขาย") == 2, "where it waits, and in the trail"


def test_the_head_s_desk_and_case_put_no_ruling_before_the_others(deliver: Deliver) -> None:
    walk = to(deliver(), "dissented")
    head = signed_in(walk.office.boonmee)
    rulings = ("สั่งให้รับพัสดุไว้", "สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง", "สั่งไม่รับ")
    desk = head.get("/").content.decode()
    assert "พิจารณา<span" in desk and not [ruling for ruling in rulings if ruling in desk]
    page = head.get(f"/case/{walk.acceptance.case_id}/").content.decode()
    shown = {
        link["href"].split("/")[-2]: link["class"] for link in Reader(page).all("a") if link.get("class", "").startswith("btn")
    }
    steps = ("rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject")
    assert [shown[step] for step in (*steps, "order_reinspection")] == ["btn quiet"] * 4
    assert "ขั้นต่อไป: พิจารณา" in " ".join(page.split())


def test_a_desk_names_the_step_where_there_is_but_one(deliver: Deliver) -> None:
    walk = to(deliver(), "signing")
    assert "ลงความเห็น<span" in signed_in(walk.office.porntip).get("/").content.decode()


def test_the_head_is_waited_for_by_name_and_so_is_who_acts_for_him(deliver: Deliver) -> None:
    walk = to(deliver(), "dissented")
    page = words_of(signed_in(walk.office.orathai).get(f"/case/{walk.acceptance.case_id}/").content.decode())
    assert f"รอ {walk.office.boonmee.full_name} (นายก)" in page


@pytest.mark.parametrize(
    ("state", "who", "step", "first", "rows"),
    [
        ("declaring", "wilai", "declare_no_interest", ["ผู้ขายหรือผู้รับจ้าง", "เลขที่ใบสั่ง"], ()),
        (
            "signing",
            "porntip",
            "sign",
            ["ผู้ขายหรือผู้รับจ้าง", "เลขที่ใบสั่ง", "ครบกำหนดส่งมอบ", "วันที่ส่งมอบ", "ส่งมอบล่าช้า (วัน)"],
            ("รายการที่ตรวจ",),
        ),
        (
            "dissented",
            "boonmee",
            "rule_to_accept",
            ["ผู้ขายหรือผู้รับจ้าง", "เลขที่ใบสั่ง", "ครบกำหนดส่งมอบ"],
            ("ความเห็นของผู้ตรวจรับแต่ละคน", "ส่วนที่โต้แย้ง", "ผลของแต่ละคำสั่ง", "รายการที่ตรวจ"),
        ),
    ],
)
def test_a_signer_sees_first_what_decides(
    deliver: Deliver, state: str, who: str, step: str, first: list[str], rows: tuple[str, ...]
) -> None:
    walk = to(deliver(), state)
    shown = signed_in(walk.office.people[who]).get(f"/do/goods_acceptance/{walk.acceptance.pk}/{step}/").context["page"]
    assert [pair.label for pair in shown.decisive][: len(first)] == first
    assert [table.title for table in shown.tables if table.is_open][: len(rows)] == list(rows)


def test_the_day_of_inspection_is_proposed_and_what_is_counted_never(deliver: Deliver) -> None:
    walk = to(deliver(), "inspecting")
    page = Reader(signed_in(walk.office.wilai).get(f"/do/goods_acceptance/{walk.acceptance.pk}/record_findings/").content.decode())
    (inspected,), (counted,) = (page.all("input", name=name) for name in ("inspected_on", "lines-0-accepted_quantity"))
    assert (inspected["value"], counted.get("value", "")) == ("2026-12-30", "")
