"""A fresh office step by step: what is missing is said in order, and each tick follows from the data alone."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from disbursement.rehearsal.fund_day import custody_committee
from disbursement.rehearsal.furnishing import bank_account, cash_account, receipt_book
from procurement.rehearsal.furnishing import furnish
from tests.beginnings import beginning
from tests.workflows.page_reader import Reader, words_of
from tests.workflows.workbooks import confirm, filled, send
from workflows import checks, clock, engine, readiness
from workflows.founding import register_of
from workflows.models import Holding, Organization, Unit, User
from workflows.practice import found_practice_office, set_day
from workflows.registers.people import PeopleRegister
from workflows.roles import Role

NAME = "องค์การบริหารส่วนตำบลตั้งใหม่"


@beginning
def fresh() -> Organization:
    out = io.StringIO()
    call_command("found_office", NAME, "อบต.ตั้งใหม่", secretary="นางสาวตั้ง ต้น", username="tang", stdout=out)
    assert "changepassword tang" in out.getvalue()
    return Organization.objects.get(name=NAME)


def done(organization: Organization) -> dict[int, bool]:
    return {need.order: need.is_done for need in readiness.needs(organization)}


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_founded_office_has_its_secretary_and_nothing_else(fresh: Organization) -> None:
    holding = Holding.objects.get(organization=fresh)
    assert (holding.person.username, holding.position.title) == ("tang", "ปลัด")
    assert not holding.person.has_usable_password()
    assert not fresh.is_practice
    assert not any(done(fresh).values())


def test_an_office_that_begins_is_served_and_its_empty_roles_are_a_warning(fresh: Organization) -> None:
    """It is set up through the pages: a program that would not start for want of a post could never get one."""
    checks.refuse_unsound()
    (warning,) = [fault for fault in checks.database() if fault.id == "dika.W015"]
    assert "finance_director" in warning.msg
    assert client_of(User.objects.get(username="tang")).get("/").status_code == 200


@pytest.mark.parametrize("again", [{"name": NAME, "username": "other"}, {"name": "อบต.อื่น", "username": "tang"}])
def test_an_office_or_a_name_that_is_there_is_not_founded_again(fresh: Organization, again: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="แล้ว"):
        call_command("found_office", again["name"], "ย่อ", secretary="ใคร", username=again["username"])
    assert Organization.objects.count() == 1


def test_the_guide_says_what_is_missing_and_why_in_the_order_of_the_work(fresh: Organization) -> None:
    page = client_of(User.objects.get(username="tang")).get("/setup/").content.decode()
    orders = [need.order for need in readiness.needs(fresh)]
    assert orders == sorted(orders)
    assert "ทำแล้ว 0 จาก 10 ข้อที่ต้องมี" in page
    assert page.index("หน่วยงานภายใน") < page.index("ตำแหน่งและบทบาท") < page.index("งบประมาณรายจ่ายปี")
    assert "ยังไม่ระบุหน่วยงานคลัง" in page
    assert "เรื่องจะค้าง" in page and "ยังไม่มีตำแหน่งใดถือ" in page
    assert Reader(page).all("a", href="/import/units/"), "the secretary may import units"


def steps_told(organization: Organization, who: str) -> list[str]:
    page = Reader(client_of(User.objects.get(username=who)).get("/setup/").content.decode())
    return [link["href"].split("/")[4].split("?")[0] for link in page.all("a", class_="btn quiet")]


def test_what_is_missing_is_one_press_away_for_whoever_may_write_it_and_for_nobody_else(fresh: Organization) -> None:
    """The register of people has thirty buttons, below all its tables; and whoever may not finds no button at all."""
    assert steps_told(fresh, "tang") == [
        "add_unit",
        "add_position",
        "add_person",
        "appoint",
        "issue_starting_code",
        "set_special_day",
    ]
    practice = found_practice_office()
    people = {"kanda": "add_line", "rattana": "add_bank_account", "boonmee": "appoint_committee", "duangjai": "add_book"}
    for who, step in people.items():
        assert step in steps_told(practice.organization, who), who
        others = set(people) - {who}
        assert not any(people[other] in steps_told(practice.organization, who) for other in others), who
    furnish(practice)
    assert "add_line" not in steps_told(practice.organization, "kanda"), "what is there asks for nothing"


def test_the_secretary_sets_up_the_office_with_three_files(fresh: Organization) -> None:
    """What remains is asked of those whom he has brought in."""
    secretary = User.objects.get(username="tang")
    client = client_of(secretary)

    def take(code: str, *rows: Any) -> None:
        shown = send(client, code, filled(code, *rows))
        assert shown.status_code == 200, shown.context["page"].faults
        assert confirm(client, code, shown).status_code == 302

    take("units", ("กองคลัง", "กองคลัง", "ใช่"))
    assert done(fresh)[10]
    asked = ", ".join(
        str(role.label) for role in sorted(readiness.roles_asked(fresh) - {Role.PERMANENT_SECRETARY, Role.CHIEF_EXECUTIVE})
    )
    take("positions", ("กองคลัง", "ผู้อำนวยการกองคลัง", asked))
    assert not done(fresh)[20], "nobody is นายก"
    take("positions", ("สำนักปลัด", "นายก", "นายก"))
    assert (done(fresh)[20], done(fresh)[30]) == (True, False)
    order = ("1 ต.ค. 2569", "1/2569", "1 ต.ค. 2569")
    take("people", ("นายนำ หน้า", "nam", "สำนักปลัด", "นายก", *order), ("นางคลัง ดี", "klang", "กองคลัง", "ผู้อำนวยการกองคลัง", *order))
    assert (done(fresh)[30], done(fresh)[40]) == (True, False)
    for person in User.objects.all():
        person.set_password("ข้าวเหนียวมะม่วง 9")
        person.save(update_fields=["password"])
    assert done(fresh)[40]


def test_a_role_that_nobody_holds_today_is_named(db: None) -> None:
    began = date(2026, 11, 2)
    office = found_practice_office(is_practice=True, practice_today=began)
    people, holding = register_of(office.organization, PeopleRegister), office.porntip.holdings.get()
    engine.perform(office.wilai, people, "end_holding", holding=holding, ends_on=began)
    assert done(office.fresh())[30], "the last day still counts"
    set_day(office, began + timedelta(days=1))
    need = next(need for need in readiness.needs(office.fresh()) if need.order == 30)
    assert not need.is_done
    assert "เจ้าพนักงานจัดเก็บรายได้" in need.state


def test_the_money_s_ticks_come_one_by_one(db: None) -> None:
    office = found_practice_office()
    organization = office.organization
    assert [done(organization)[order] for order in (50, 60, 62, 65, 70, 80)] == [False] * 6
    furnish(office)
    assert [done(organization)[order] for order in (50, 80)] == [True, True]
    bank_account(office)
    assert done(organization)[60]
    cash_account(office)
    assert done(organization)[62]
    receipt_book(office)
    assert done(organization)[70]
    custody_committee(office, clock.today(organization))
    assert done(organization)[65]


def test_an_office_without_a_section_head_is_not_asked_for_one(db: None) -> None:
    office = found_practice_office()
    assert Role.HEAD_OF_FINANCE_SECTION not in readiness.roles_asked(office.organization)
    office.organization.settings = {}
    assert Role.HEAD_OF_FINANCE_SECTION in readiness.roles_asked(office.organization)


def test_everybody_of_the_office_reads_the_guide_and_nobody_else(fresh: Organization) -> None:
    office = found_practice_office()
    page = client_of(office.porntip).get("/setup/").content.decode()
    assert NAME not in page
    assert "/import/" not in page
    assert Unit.objects.filter(organization=fresh).count() == 1
    assert Client().get("/setup/").status_code == 302


def test_the_page_shows_each_register_and_its_latest_change(db: None) -> None:
    office = found_practice_office()
    furnish(office)
    page = client_of(office.wilai).get("/setup/").content.decode()
    assert Reader(page).all("a", href="/registers/party_register/")
    assert "นางสาวดวงใจ นาคำ · เพิ่มคู่ค้า" in words_of(page)
    assert "ยังไม่เคยแก้" in page
