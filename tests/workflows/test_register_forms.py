"""The forms of the registers as an office fills them: choices by name, today's value in sight, and what will change said first."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from disbursement.models import BudgetLine
from disbursement.registers import BudgetRegister
from procurement.rehearsal.furnishing import furnish
from tests.beginnings import beginning
from tests.workflows.page_reader import Reader, words_of
from workflows import clock, engine, law
from workflows.dates import short_date
from workflows.founding import register_of
from workflows.models import ActingOrder, Holding, Party, PartyAccount, SpecialDay, Unit, User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.readiness import unconfirmed
from workflows.refusal import Refused
from workflows.registers.asks import order_of
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister
from workflows.registers.people import PeopleRegister
from workflows.thai import thai_digits

BY = {
    PeopleRegister: "wilai", PartyRegister: "duangjai", OfficeRegister: "wilai", BudgetRegister: "kanda",
}  # fmt: skip


@beginning
def office() -> PracticeOffice:
    office = found_practice_office()
    furnish(office)
    return office


def act(office: PracticeOffice, model: Any, step: str, who: str = "", **data: Any) -> None:
    person = office.people[who or BY[model]]
    engine.perform(person, register_of(office.organization, model), step, proof=Proof(person.pk, timezone.now()), **data)


def refused(office: PracticeOffice, model: Any, step: str, who: str = "", **data: Any) -> set[str]:
    with pytest.raises(Refused) as error:
        act(office, model, step, who, **data)
    return error.value.codes


def client_of(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(office: PracticeOffice, model: Any, step: str) -> str:
    return f"/do/{model.Procedure.code}/{register_of(office.organization, model).pk}/{step}/"


CHOSEN = (
    (PeopleRegister, "end_holding", ("holding",)), (PeopleRegister, "end_acting", ("order",)), (PeopleRegister, "set_roles", ("position",)),
    (PeopleRegister, "waive_separation", ("first_step", "second_step", "person")), (OfficeRegister, "set_law_value", ("law_key",)),
    (OfficeRegister, "set_choice", ("choice", "value")), (BudgetRegister, "move_between_lines", ("line", "to_line")),
)  # fmt: skip


@pytest.mark.parametrize(("model", "step", "names"), CHOSEN)
def test_a_form_offers_what_there_is_by_its_name(office: PracticeOffice, model: Any, step: str, names: tuple[str, ...]) -> None:
    page = client_of(office, "wilai").get(address(office, model, step)).content.decode()
    assert " object (" not in page
    assert all(Reader(page).all("select", name=name) for name in names)


def test_a_holding_and_an_order_are_ended_by_the_names_of_who_holds_them(office: PracticeOffice) -> None:
    page = client_of(office, "wilai").get(address(office, PeopleRegister, "end_holding")).content.decode()
    assert "นางรัตนา ทองสุก · ผู้อำนวยการกองคลัง · กองคลัง · ตั้งแต่ 1 ต.ค. 2558" in page
    today = clock.today(office.organization)
    post = office.boonmee.holdings.get().position
    order = {"position": post, "person": office.rattana, "capacity": "in_absence", "order_number": "405/2569", "ordered_on": today}
    act(office, PeopleRegister, "order_acting", starts_on=today, ends_on=today, **order)
    page = client_of(office, "wilai").get(address(office, PeopleRegister, "end_acting")).content.decode()
    assert "คำสั่งที่ 405/2569: นางรัตนา ทองสุก รักษาราชการแทน นายกองค์การบริหารส่วนตำบล" in page


@pytest.mark.parametrize(("ceiling", "told"), [(Decimal("100000.01"), " · วงเงินไม่เกิน 100,000.01 บาท"), (None, "")])
def test_an_order_is_told_with_its_ceiling(office: PracticeOffice, ceiling: Decimal | None, told: str) -> None:
    today = clock.today(office.organization)
    order = {"position": office.boonmee.holdings.get().position, "person": office.rattana, "capacity": "in_absence"}
    act(
        office,
        PeopleRegister,
        "order_acting",
        starts_on=today,
        ends_on=today,
        order_number="1/2570",
        ordered_on=today,
        ceiling_baht=ceiling,
        **order,
    )
    assert order_of(ActingOrder.objects.get()).endswith(f" ถึง {short_date(today)}{told}")


def test_an_order_that_has_run_out_is_offered_no_more(office: PracticeOffice) -> None:
    today = clock.today(office.organization)
    yesterday = today - timedelta(days=1)
    post = office.boonmee.holdings.get().position
    order = {"position": post, "person": office.rattana, "capacity": "in_absence", "ordered_on": yesterday}
    act(office, PeopleRegister, "order_acting", starts_on=yesterday, ends_on=yesterday, order_number="ก่อนวาน", **order)
    act(office, PeopleRegister, "order_acting", starts_on=today, ends_on=today, order_number="ถึงวันนี้", **order)
    page = client_of(office, "wilai").get(address(office, PeopleRegister, "end_acting")).content.decode()
    assert "ถึงวันนี้" in page
    assert "ก่อนวาน" not in page


def test_a_link_of_the_register_fills_the_form_with_what_is_so_today(office: PracticeOffice) -> None:
    page = client_of(office, "wilai").get("/registers/people_register/").content.decode()
    post = office.duangjai.holdings.get().position
    (link,) = [a["href"] for a in Reader(page).all("a") if f"set_roles/?position={post.pk}" in a.get("href", "")]
    read = Reader(client_of(office, "wilai").get(link).content.decode())
    ticked = [box["value"] for box in read.all("input", name="roles") if "checked" in box]
    assert ticked == ["supplies_officer"]
    assert [option["value"] for option in read.all("option") if "selected" in option] == [str(post.pk)]
    assert "position=" not in client_of(office, "porntip").get("/registers/people_register/").content.decode()


def test_what_will_change_is_said_and_nothing_is_performed(office: PracticeOffice) -> None:
    register, post = register_of(office.organization, PeopleRegister), office.duangjai.holdings.get().position
    typed = {"position": post.pk, "roles": ["supplies_officer", "collector"], "_version": register.version, "_foretell": "1"}
    answer = client_of(office, "wilai").post(address(office, PeopleRegister, "set_roles"), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "เจ้าหน้าที่พัสดุ, เจ้าพนักงานจัดเก็บรายได้" in words_of(page)
    register.refresh_from_db()
    assert register.version == typed["_version"]
    same = client_of(office, "wilai").post(address(office, PeopleRegister, "set_roles"), {**typed, "roles": ["supplies_officer"]})
    assert "ไม่มีอะไรเปลี่ยน" in same.content.decode()
    wrong = client_of(office, "wilai").post(address(office, PeopleRegister, "set_roles"), {**typed, "roles": ["อะไร"]})
    assert wrong.status_code == 422


LATER = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("model", "step", "who", "typed", "said"),
    [
        (OfficeRegister, "set_law_value", "rattana", {"law_key": "tax.withholding_percent", "in_force_from": "2026-12-01", "value": "3", "reason": "ใหม่"}, "<b>ร้อยละ 3</b>"),
        (OfficeRegister, "set_choice", "boonmee", {"choice": "purchase.order_signer", "value": "chief_executive"}, "<b>นายก</b>"),
        (OfficeRegister, "set_special_day", "wilai", {"day": "2026-12-31", "is_holiday": "", "name": "ชดเชย"}, "<b>วันทำการ ชดเชย</b>"),
    ],
)  # fmt: skip
def test_each_register_foretells(office: PracticeOffice, model: Any, step: str, who: str, typed: dict[str, str], said: str) -> None:
    page = client_of(office, who).post(address(office, model, step), {**typed, "_foretell": "1"}).content.decode()
    assert said in page


def test_what_stands_in_a_register_is_refused_in_words(office: PracticeOffice) -> None:
    unit, post = office.units["กองคลัง"], office.duangjai.holdings.get().position
    today = clock.today(office.organization)
    facts = {"starts_on": today, "order_number": "1/2570", "ordered_on": today}
    assert refused(office, PeopleRegister, "add_unit", code="กองคลัง", name="ซ้ำ") == {"UNIT_KNOWN"}
    assert refused(office, PeopleRegister, "add_position", unit=unit, title=post.title, roles=[]) == {"POSITION_KNOWN"}
    assert refused(office, PeopleRegister, "appoint", position=post, person=office.duangjai, **facts) == {"HOLDING_KNOWN"}
    value = {"law_key": "tax.withholding_percent", "in_force_from": today, "value": "3", "reason": "ใหม่"}
    act(office, OfficeRegister, "set_law_value", "rattana", **value)
    assert refused(office, OfficeRegister, "set_law_value", "rattana", **value) == {"VALUE_SET_THAT_DAY"}
    assert refused(office, OfficeRegister, "set_law_value", "rattana", **{**value, "law_key": "no.such"}) == {"WRONG_INPUT"}
    answer = {"choice": "purchase.order_signer", "value": "accountant"}
    assert refused(office, OfficeRegister, "set_choice", "boonmee", **answer) == {"NOT_AN_ANSWER"}
    assert refused(office, OfficeRegister, "set_choice", "boonmee", choice="no.such", value="all") == {"WRONG_INPUT"}


def test_a_day_said_again_takes_the_place_of_what_was_said(office: PracticeOffice) -> None:
    act(office, OfficeRegister, "set_special_day", day=LATER, is_holiday=True, name="หยุดพิเศษ")
    act(office, OfficeRegister, "set_special_day", day=LATER, is_holiday=False, name="ยกเลิกแล้ว")
    day = SpecialDay.objects.get(organization=office.organization)
    assert (day.is_holiday, day.name) == (False, "ยกเลิกแล้ว")


def test_a_unit_is_renamed_and_a_person_comes_back(office: PracticeOffice) -> None:
    act(office, PeopleRegister, "change_unit", unit=office.units["กองช่าง"], name="กองช่างและสาธารณูปโภค", is_finance=False)
    assert Unit.objects.get(pk=office.units["กองช่าง"].pk).name == "กองช่างและสาธารณูปโภค"
    act(office, PeopleRegister, "deactivate_person", person=office.porntip, reason="ลาออก")
    act(office, PeopleRegister, "reactivate_person", person=User.objects.get(pk=office.porntip.pk), reason="กลับเข้ารับราชการ")
    assert User.objects.get(pk=office.porntip.pk).is_active
    assert refused(office, PeopleRegister, "reactivate_person", person=office.porntip, reason="ใช้งานอยู่") == {"WRONG_INPUT"}
    assert refused(office, PeopleRegister, "change_unit", "rattana", unit=office.units["กองช่าง"], name="ก") == {"NOT_YOUR_ROLE"}


def test_a_party_changes_and_goes_back_to_an_earlier_account(office: PracticeOffice) -> None:
    party = Party.objects.filter(organization=office.organization)[0]
    facts = {"kind": party.kind, "name": "หจก.ชื่อใหม่", "address": "ที่ใหม่", "is_vat_registered": not party.is_vat_registered}
    act(office, PartyRegister, "change_party", party=party, **facts)
    assert {name: getattr(Party.objects.get(pk=party.pk), name) for name in facts} == facts
    assert refused(office, PartyRegister, "change_party", "theera", party=party, **facts) == {"NOT_YOUR_ROLE"}
    first, second = (
        {"party": party, "bank_code": "004", "number": number, "name": party.name} for number in ("9000000001", "9000000002")
    )
    for account in (first, second, first):
        act(office, PartyRegister, "add_account", "theera", **account)
    assert PartyAccount.objects.get(party=party, is_current=True).number == "9000000001"
    assert PartyAccount.objects.filter(party=party).count() == 2
    assert refused(office, PartyRegister, "add_account", "theera", **first) == {"ACCOUNT_KNOWN"}


def test_money_moves_between_lines_of_a_year_to_the_last_free_satang(office: PracticeOffice) -> None:
    giving, getting = BudgetLine.objects.filter(organization=office.organization)[:2]
    free, had = giving.free_baht, getting.allotted_baht
    move = {"line": giving, "to_line": getting, "reason": "โอนตามมติ"}
    assert refused(office, BudgetRegister, "move_between_lines", amount_baht=f"{free + 1:.2f}", **move) == {"OVER_BUDGET"}
    assert refused(office, BudgetRegister, "move_between_lines", amount_baht="1", line=giving, to_line=giving, reason="ก") == {
        "SAME_LINE"
    }
    act(office, BudgetRegister, "move_between_lines", amount_baht=f"{free:.2f}", **move)
    giving.refresh_from_db()
    getting.refresh_from_db()
    assert (giving.free_baht, getting.allotted_baht) == (0, had + free)
    refusals = refused(office, BudgetRegister, "move_between_lines", amount_baht="0.01", **move)
    assert refusals == {"OVER_BUDGET"}


def test_after_a_step_of_a_register_its_own_page_follows(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    typed = {"_version": register.version, "code": "กองการศึกษา", "name": "กองการศึกษา"}
    answer = client_of(office, "wilai").post(address(office, PeopleRegister, "add_unit"), typed)
    assert (answer.status_code, answer["Location"]) == (302, "/registers/people_register/")
    assert Holding.objects.filter(organization=office.organization).count() == len(office.people)
    assert not ActingOrder.objects.filter(organization=office.organization).exists()


def test_a_register_longer_than_a_page_comes_by_parts(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.views.lists.PAGE_ROWS", 3)
    names = list(Party.objects.order_by("name").values_list("name", flat=True))
    read = lambda address: re.sub("</?span[^>]*>", "", client_of(office, "duangjai").get(address).content.decode())
    first, second = read("/registers/party_register/"), read("/registers/party_register/?page0=2")
    shown = [{name for name in names if name in page.partition('id="h-trail"')[0]} for page in (first, second)]
    assert len(names) == 4 and [len(part) for part in shown] == [3, 1] and shown[0] | shown[1] == set(names)
    assert 'href="/registers/party_register/?page0=2"' in first and 'href="/registers/party_register/?page0=1"' in second
    assert read("/registers/party_register/?page0=x").count("?page0=2") == 1


def test_the_page_of_a_register_names_it_once_at_its_head(office: PracticeOffice) -> None:
    register = register_of(office.organization, PartyRegister)
    client = Client()
    client.force_login(office.people["duangjai"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/case/{register.case_id}/").content.decode()
    head = page[page.index('<div class="head">') : page.index('<div class="case">')]
    assert head.count(register.title) == 1


def test_a_register_longer_than_a_page_is_searched_in_every_cell_and_either_digits(
    office: PracticeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = lambda address: client_of(office, "duangjai").get(address).content.decode().partition('id="h-trail"')[0]
    assert 'role="search"' not in read("/registers/party_register/").partition("<main")[2], "all of it is in sight"
    monkeypatch.setattr("workflows.views.lists.PAGE_ROWS", 3)
    party = Party.objects.get(name="หจก.ชัยดีก่อสร้าง")
    page = Reader(client_of(office, "duangjai").get("/registers/party_register/?q=ชัยดี").content.decode())
    assert page.all("input", id="f_q")[0]["value"] == "ชัยดี"
    for text in ("ชัยดี", party.tax_id, thai_digits(party.tax_id), "ชัยดี นิติบุคคล"):
        shown = read(f"/registers/party_register/?q={text}")
        assert party.name in shown and "หจก.นาดีเครื่องเขียน" not in shown, text
    assert "ไม่พบรายการที่ตรงกัน" in read("/registers/party_register/?q=ไม่มีชื่อนี้")
    assert "page0=2" in read("/registers/party_register/?q=%20"), "no word looks for nothing"


def test_a_figure_that_nothing_reads_is_told_apart_and_is_neither_set_nor_counted_as_to_be_confirmed(
    office: PracticeOffice,
) -> None:
    key, today = "voucher.payroll_day_of_month", clock.today(office.organization)
    assert law.value(key, today).is_for_reference and not law.value("tax.withholding_percent", today).is_for_reference
    typed = {"law_key": key, "in_force_from": today, "value": "25", "reason": "ใหม่"}
    assert refused(office, OfficeRegister, "set_law_value", "rattana", **typed) == {"WRONG_INPUT"}
    binding = [law.value(one, today) for one in law.binding_values() if law.rows_of(law.LAW.values, one).since[0] <= today]
    assert unconfirmed(office.organization) == sum(not one.is_confirmed for one in binding)
    register = register_of(office.organization, OfficeRegister)
    page = client_of(office, "rattana").get(f"/registers/{register.procedure}/").content.decode()
    kept = words_of(page[page.index("ค่าตามระเบียบที่เก็บไว้อ้างอิง ยังไม่มีขั้นตอนใดใช้") :].split("</table>")[0])
    assert law.title_of(key) in kept and "ยืนยันหรือแก้" not in kept
