"""Several alike signed in one pass: one list, one password, each its own record; and finding one of them again."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.lived_in import BEGAN
from tests.procurement.conftest import make_walk
from tests.procurement.test_board import signed_in
from tests.workflows.devices import confirmed, passkey_of, telephone_of
from workflows import clock, engine, queries, waiting
from workflows.founding import register_of
from workflows.models import JournalEntry, Position
from workflows.practice import found_practice_office, set_day
from workflows.registers.people import PeopleRegister
from workflows.searching import amount, found_cases

Walks = Callable[..., Walk]
ADDRESS = "/together/purchase/approve_report/"
KEY = "0" * 32
PASSWORD = "รหัสที่ถูก 123"


def endorsed(walks: Walks, count: int = 3) -> list[Walk]:
    found = [walks(title=f"ซื้อวัสดุครั้งที่ {number}") for number in range(count)]
    for walk in found:
        walk.to(State.APPROVING)
    for who in ("boonmee", "porntip"):
        person = found[0].office.people[who]
        person.set_password(PASSWORD)
        person.save()
    return found


def form(walks: list[Walk], **more: Any) -> dict[str, Any]:
    purchases = [Purchase.objects.get(pk=walk.purchase.pk) for walk in walks]
    versions = {f"_version_{purchase.pk}": str(purchase.version) for purchase in purchases}
    return {"document": [str(purchase.pk) for purchase in purchases], "_key": KEY, "_password": PASSWORD, **versions, **more}


def approvals() -> list[Any]:
    return list(JournalEntry.objects.filter(step="approve_report").order_by("id").values_list("document", flat=True))


def test_the_desk_offers_several_alike_and_the_list_shows_each(walks: Walks) -> None:
    found = endorsed(walks)
    client = signed_in(found[0].office)
    assert ADDRESS in client.get("/").content.decode()
    page = client.get(ADDRESS).content.decode()
    assert page.count(" checked") == len(found) and all(f"ครั้งที่ {number}" in page for number in range(len(found)))
    assert page.count('type="password"') == 1 and approvals() == []


def test_one_alone_is_not_offered_as_several(walks: Walks) -> None:
    found = endorsed(walks, 1)
    assert ADDRESS not in signed_in(found[0].office).get("/").content.decode()


def test_each_is_signed_with_a_record_of_its_own_and_a_second_sending_signs_nothing_twice(walks: Walks) -> None:
    found = endorsed(walks)
    client, sent = signed_in(found[0].office), form(found)
    for _ in range(2):
        page = client.post(ADDRESS, sent).content.decode()
        assert "ลงนามแล้ว 3 เรื่อง" in page
    assert sorted(approvals()) == sorted(walk.purchase.pk for walk in found)


def test_one_refusal_says_why_and_stops_no_other(walks: Walks) -> None:
    found = endorsed(walks)
    stale = {f"_version_{found[1].purchase.pk}": "1"}
    page = signed_in(found[0].office).post(ADDRESS, form(found, **stale)).content.decode()
    assert "ลงนามแล้ว 2 เรื่อง" in page and "ลงนามไม่ได้ 1 เรื่อง" in page and "STALE_VERSION" in page
    assert sorted(approvals()) == sorted(found[number].purchase.pk for number in (0, 2))


def test_a_wrong_password_and_an_empty_list_are_said_at_once(walks: Walks) -> None:
    found = endorsed(walks, 2)
    answer = signed_in(found[0].office).post(ADDRESS, form(found, document=[], _password="ผิด"))
    page = answer.content.decode()
    assert answer.status_code == 403 and "ยังไม่ได้เลือกเรื่องที่จะลงนาม" in page and "รหัสผ่านไม่ถูกต้อง" in page and approvals() == []


@pytest.mark.parametrize(
    ("change", "told", "status"),
    [({"_password": "ผิด"}, "WRONG_PASSWORD", 403), ({"document": []}, "ยังไม่ได้เลือกเรื่องที่จะลงนาม", 422),
     ({"document": ["x"]}, "แบบฟอร์มนี้ถูกแก้ไขระหว่างทาง", 422), ({"_key": "k" * 33}, "แบบฟอร์มนี้ถูกแก้ไขระหว่างทาง", 422),
     ({"_key": ""}, "แบบฟอร์มนี้ถูกแก้ไขระหว่างทาง", 422)],
)  # fmt: skip
def test_a_wrong_list_signs_nothing_and_says_why(walks: Walks, change: dict[str, Any], told: str, status: int) -> None:
    found = endorsed(walks, 2)
    answer = signed_in(found[0].office).post(ADDRESS, form(found, **change))
    assert answer.status_code == status and told in answer.content.decode() and approvals() == []


def test_more_than_a_page_is_refused_whole(walks: Walks) -> None:
    found = endorsed(walks, 1)
    answer = signed_in(found[0].office).post(ADDRESS, form(found, document=[str(found[0].purchase.pk)] * (waiting.PAGE_ROWS + 1)))
    assert answer.status_code == 422 and approvals() == []


def test_who_has_no_such_role_is_refused_each(walks: Walks) -> None:
    found = endorsed(walks, 2)
    page = signed_in(found[0].office, "porntip").post(ADDRESS, form(found)).content.decode()
    assert page.count("NOT_YOUR_ROLE") == len(found) and approvals() == []


def test_one_that_has_not_come_so_far_is_refused_and_the_others_are_signed(walks: Walks) -> None:
    found, draft = endorsed(walks, 2), walks(title="ยังร่างอยู่")
    draft.open()
    page = signed_in(found[0].office).post(ADDRESS, form([found[0], draft, found[1]])).content.decode()
    assert "ลงนามแล้ว 2 เรื่อง" in page and "NOT_FROM_THIS_STATE" in page
    assert sorted(approvals()) == sorted(walk.purchase.pk for walk in found)


def test_a_second_tab_signs_nothing_more_and_says_so(walks: Walks) -> None:
    found = endorsed(walks, 2)
    client, first, second = signed_in(found[0].office), form(found), form(found, _key="1" * 32)
    client.post(ADDRESS, first)
    page = client.post(ADDRESS, second).content.decode()
    assert "ลงนามไม่ได้ 2 เรื่อง" in page and len(approvals()) == len(found)


@pytest.mark.parametrize(("day", "signs"), [(BEGAN, True), (BEGAN + timedelta(days=1), False)])
def test_a_list_opened_under_an_acting_order_is_signed_on_its_last_day_and_not_after(db: None, day: date, signs: bool) -> None:
    office = found_practice_office(is_practice=True, practice_today=BEGAN)
    found = endorsed(make_walk(office), 2)
    head = Position.objects.get(organization=office.organization, title="นายกองค์การบริหารส่วนตำบล")
    engine.perform(
        office.wilai, register_of(office.organization, PeopleRegister), "order_acting", position=head, person=office.porntip,
        capacity="in_absence", starts_on=BEGAN, ends_on=BEGAN, order_number="405/2569", ordered_on=BEGAN, matters=[], ceiling_baht=None,
    )  # fmt: skip
    client = signed_in(office, "porntip")
    assert client.get(ADDRESS).content.decode().count(" checked") == len(found)
    set_day(office, day)
    page = client.post(ADDRESS, form(found)).content.decode()
    assert ("ลงนามแล้ว 2 เรื่อง" in page, page.count("NOT_YOUR_ROLE"), len(approvals())) == ((True, 0, 2) if signs else (False, 2, 0))


def test_another_office_s_document_is_not_there_and_nothing_is_signed(walks: Walks) -> None:
    found = endorsed(walks, 2)
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    other.people["boonmee"].set_password(PASSWORD)
    other.people["boonmee"].save()
    assert signed_in(other).post(ADDRESS, form(found)).status_code == 404 and approvals() == []
    assert "ครั้งที่" not in signed_in(other).get(ADDRESS).content.decode()


@pytest.mark.parametrize("step", ["reserve_budget", "end_rest", "nothing", "open"])
def test_only_a_signature_that_asks_nothing_can_be_given_to_several(walks: Walks, step: str) -> None:
    assert signed_in(walks().office).get(f"/together/purchase/{step}/").status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def test_what_stands_one_step_before_is_coming_and_what_has_come_is_not(walks: Walks) -> None:
    walk = walks()
    office = walk.office
    organization = office.fresh()

    def titles(who: str) -> list[Any]:
        person = office.people[who]
        return [
            row.id
            for row in waiting.coming(person, organization, queries.capacities_of(person, organization, clock.today(organization)))
        ]

    purchase = walk.to(State.ENDORSED)
    assert purchase.pk in titles("boonmee") and purchase.pk not in titles("rattana") and purchase.pk not in titles("kanda")
    walk.to(State.APPROVING)
    assert purchase.pk not in titles("boonmee")


def test_a_desk_counts_all_that_waits_and_pages_it(walks: Walks, monkeypatch: pytest.MonkeyPatch) -> None:
    found = endorsed(walks)
    monkeypatch.setattr(waiting, "PAGE_ROWS", 2)
    client = signed_in(found[0].office)
    first, second = (client.get(address).content.decode() for address in ("/", "/?page=๒"))
    assert all("3 เรื่อง" in page for page in (first, second))
    assert "?page=2" in first and "?page=1" in second
    assert (
        sum(f"ครั้งที่ {number}" in first for number in range(3)) == 2 and sum(f"ครั้งที่ {number}" in second for number in range(3)) == 1
    )


@pytest.mark.parametrize(("typed", "is_found"), [
    ("37,000.00", True), ("๓๗๐๐๐", True), ("37000 บาท", True), ("37,000.01", False), ("36999.99", False), ("3,7000", False), ("%", False),
])  # fmt: skip
def test_a_case_is_found_by_its_whole_amount(walks: Walks, typed: str, is_found: bool) -> None:
    walk = walks()
    walk.open()
    assert bool(found_cases(walk.office.fresh(), typed)) == is_found


def test_a_case_is_found_by_its_vendor_and_never_another_office_s(walks: Walks) -> None:
    walk = walks()
    walk.to(State.RESULT_REPORTED)
    vendor = walk.need.vendor
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    for typed in (vendor.name[-6:], vendor.tax_id):
        assert found_cases(walk.office.fresh(), typed) == [walk.purchase.case_id]
        assert not found_cases(other.fresh(), typed)


@pytest.mark.parametrize("typed", ["๖ ล้อ", "6 ล้อ", "ซื้อรถบรรทุก ๖ ล้อ ปี 2570", "ปี ๒๕๗๐", "ปี 2570"])
def test_a_title_is_found_by_its_digits_however_either_was_typed(walks: Walks, typed: str) -> None:
    walk = walks(title="ซื้อรถบรรทุก ๖ ล้อ ปี 2570")
    walk.open()
    assert found_cases(walk.office.fresh(), typed) == [walk.purchase.case_id]


@pytest.mark.parametrize("typed", ["%", "_", "ซื้อ%ล้อ", "๖_ล้อ", "\\", "'", "ก" * 301, "ก" * 60_000])
@pytest.mark.parametrize("address", ["/search/", "/board/", "/documents/purchase/", "/board/export.xlsx"])
def test_signs_of_a_pattern_and_texts_of_any_length_find_nothing_and_break_nothing(walks: Walks, address: str, typed: str) -> None:
    walk = walks(title="ซื้อรถบรรทุก ๖ ล้อ")
    walk.open()
    answer = signed_in(walk.office).get(address, {"q": typed})
    assert answer.status_code == 200 and "รถบรรทุก".encode() not in answer.content


def test_an_amount_is_whole_or_in_satang() -> None:
    assert [str(amount(text)) for text in ("1", "1.5", "1,000", "10,00", "1.005", "")] == [
        "1",
        "1.5",
        "1000",
        "None",
        "None",
        "None",
    ]


def test_a_code_or_a_passkey_signs_the_whole_list_once(walks: Walks) -> None:
    found = endorsed(walks, 4)
    boonmee = found[0].office.people["boonmee"]
    telephone, device = telephone_of(boonmee), passkey_of(boonmee)
    client = signed_in(found[0].office)
    client.defaults["SERVER_NAME"] = "localhost"
    by_code = form(found[:2], _password="", _code=telephone.shown())
    assert "ลงนามแล้ว 2 เรื่อง" in client.post(ADDRESS, by_code).content.decode()
    rest = form(found[2:], _password="", _key="1" * 32)
    assert client.post(ADDRESS, {**rest, "_code": by_code["_code"]}).status_code == 403, "that code is spent"
    confirmed_both = confirmed(client, device, ADDRESS, rest)
    one_more = {**confirmed_both, **form(found[1:], _password="", _key="1" * 32)}
    assert client.post(ADDRESS, one_more).status_code == 403 and len(approvals()) == 2, "confirmed for two, not for three"
    assert "ลงนามแล้ว 2 เรื่อง" in client.post(ADDRESS, confirmed_both).content.decode()
    told = [json.loads(entry.body)["confirmed_by"] for entry in JournalEntry.objects.filter(step="approve_report").order_by("id")]
    assert told == [["code"], ["code"], ["passkey"], ["passkey"]]


def test_a_list_without_any_proof_signs_nothing(walks: Walks) -> None:
    found = endorsed(walks, 2)
    answer = signed_in(found[0].office).post(ADDRESS, form(found, _password=""))
    assert answer.status_code == 403 and "WRONG_PASSWORD" in answer.content.decode() and approvals() == []
