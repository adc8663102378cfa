"""What the registers refuse though a form could send it: names that are taken, a second founding, the clock of a working office."""

from datetime import date
from typing import Any

import pytest

from disbursement.models import BudgetLine
from disbursement.registers import BudgetRegister
from tests.workflows import registering
from tests.workflows.registering import days, today_of
from tests.workflows.test_register_forms import act, office, refused  # noqa: F401
from workflows import clock, engine
from workflows.founding import register_of
from workflows.models import Position, SeparationWaiver, Unit, User
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister


def refused_to_the_system(office: PracticeOffice, model: Any, step: str, **data: Any) -> set[str]:  # noqa: F811
    with pytest.raises(Refused) as error:
        engine.perform(None, register_of(office.organization, model), step, **data)
    return error.value.codes


def test_a_working_office_has_no_clock_of_its_own(office: PracticeOffice) -> None:  # noqa: F811
    today = clock.today(office.fresh())
    assert refused_to_the_system(office, OfficeRegister, "set_practice_day", day=date(2020, 1, 2)) == {"NOT_PRACTICE"}
    assert clock.today(office.fresh()) == today


def test_an_office_is_established_once(office: PracticeOffice) -> None:  # noqa: F811
    plan = {"units": [["กองใหม่", "กองใหม่", False]], "positions": [], "people": []}
    assert refused_to_the_system(office, PeopleRegister, "establish", plan=plan) == {"ALREADY_ESTABLISHED"}
    assert not Unit.objects.filter(code="กองใหม่").exists()


def test_a_username_is_one_person_s(office: PracticeOffice) -> None:  # noqa: F811
    taken = {"full_name": "นายใหม่ สมมติ", "username": office.orathai.username}
    assert refused(office, PeopleRegister, "add_person", **taken) == {"USERNAME_TAKEN"}
    assert User.objects.get(username=office.orathai.username).full_name == office.orathai.full_name
    act(office, PeopleRegister, "add_person", **{**taken, "username": "somebody-new"})


def test_a_post_of_a_closed_unit_waits_until_the_unit_is_open_again(office: PracticeOffice) -> None:  # noqa: F811
    act(office, PeopleRegister, "add_unit", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)
    unit = Unit.objects.get(code="กองสวัสดิการ")
    act(office, PeopleRegister, "add_position", unit=unit, title="นักพัฒนาชุมชน", roles=[])
    post = Position.objects.get(unit=unit)
    act(office, PeopleRegister, "close_position", position=post, reason="ยุบ")
    act(office, PeopleRegister, "close_unit", unit=unit, reason="ยุบรวม")
    assert refused(office, PeopleRegister, "reopen_position", position=post, reason="ปิดผิด") == {"UNIT_CLOSED"}
    act(office, PeopleRegister, "reopen_unit", unit=unit, reason="ปิดผิด")
    act(office, PeopleRegister, "reopen_position", position=post, reason="ปิดผิด")
    assert Position.objects.get(pk=post.pk).closed_on is None


def test_two_steps_that_nothing_keeps_apart_need_no_waiver(office: PracticeOffice) -> None:  # noqa: F811
    waiver = {
        "person": office.theera,
        "order_number": "9/2570",
        "starts_on": today_of(office),
        "ends_on": days(office, 30),
        "reason": "มีคนเดียว",
    }
    apart = {"first_step": "purchase.open_request", "second_step": "purchase.pass_report"}
    assert registering.refused(office, "waive_separation", "boonmee", **apart, **waiver).codes == {"NO_SUCH_PAIR"}
    assert not SeparationWaiver.objects.exists()


def test_a_line_s_code_stands_once_in_its_year(office: PracticeOffice) -> None:  # noqa: F811
    line = BudgetLine.objects.filter(organization=office.organization)[0]
    again = {"unit": line.unit, "code": line.code, "name": "รายการซ้ำ", "allotted_baht": "100.00"}
    assert refused(office, BudgetRegister, "add_line", fiscal_year=line.fiscal_year, **again) == {"LINE_KNOWN"}
    assert BudgetLine.objects.filter(code=line.code).count() == 1
    act(office, BudgetRegister, "add_line", fiscal_year=line.fiscal_year + 1, **again)
    assert BudgetLine.objects.filter(code=line.code).count() == 2


def test_no_money_moves_from_one_year_into_another(office: PracticeOffice) -> None:  # noqa: F811
    giving = BudgetLine.objects.filter(organization=office.organization)[0]
    next_year = {"fiscal_year": giving.fiscal_year + 1, "code": "70-1", "name": "รายการปีหน้า", "allotted_baht": "100.00"}
    act(office, BudgetRegister, "add_line", unit=giving.unit, **next_year)
    getting = BudgetLine.objects.get(code="70-1")
    move = {"line": giving, "to_line": getting, "amount_baht": "1.00", "reason": "โอนข้ามปี"}
    assert refused(office, BudgetRegister, "move_between_lines", **move) == {"OTHER_YEAR"}
    giving.refresh_from_db()
    getting.refresh_from_db()
    assert (giving.allotted_baht, getting.allotted_baht) == (giving.free_baht, 100)
