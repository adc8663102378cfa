"""A form in which everything is wrong: each fault is said at once, at the top and beside its field, in Thai, and what was typed stands there again."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.db import models
from django.test import Client

from disbursement.registers import BudgetRegister
from procurement.purchase import Purchase
from tests.workflows.page_reader import Reader
from workflows.forms import RowsField, form_class
from workflows.founding import register_of
from workflows.models import User
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES, procedure_of
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister
from workflows.registers.people import PeopleRegister
from workflows.step import Step

pytestmark = pytest.mark.django_db
NO_DAY = "32 ธันวา"
Walks = Callable[..., Any]


def browser(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=office.people[who].pk), backend="django.contrib.auth.backends.ModelBackend")
    return client


def wrong(field: Any) -> str | None:
    """What this field cannot be; nothing where it takes whatever is typed."""
    if isinstance(field, (forms.DateField, forms.DecimalField, forms.IntegerField)):
        return NO_DAY
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        return "ไม่มีในรายการ"
    if isinstance(field, forms.CharField) and field.max_length:
        return "ก" * (field.max_length + 1)
    return "" if field.required and not isinstance(field, (RowsField, forms.BooleanField)) else None


def filled(step: Step) -> Iterator[tuple[str, str, str]]:
    """The name of each field that can be wrong, that of its part in the page, and what to type into it."""
    for name, field in step.fields.items():
        if isinstance(field.widget, forms.HiddenInput):  # nobody types into it
            continue
        if isinstance(field, RowsField):
            for column, part in field.row_form.base_fields.items():
                if wrong(part):
                    yield name, f"{name}-0-{column}", str(wrong(part))
        elif (typed := wrong(field)) is not None:
            yield name, name, typed


def opening(walks: Walks) -> tuple[str, Step, Client]:
    walk = walks()
    unit = walk.office.units["กองช่าง"].pk
    return f"/open/purchase/?unit={unit}", procedure_of(Purchase).opening[0], browser(walk.office, "orathai")


def on_purchase(state: str, step: str, who: str) -> Callable[[Walks], tuple[str, Step, Client]]:
    def found(walks: Walks) -> tuple[str, Step, Client]:
        walk = walks()
        purchase = walk.to(state)
        return f"/do/purchase/{purchase.pk}/{step}/", procedure_of(Purchase).steps[step], browser(walk.office, who)

    return found


def on_register(model: type[models.Model], step: str, who: str) -> Callable[[Walks], tuple[str, Step, Client]]:
    def found(walks: Walks) -> tuple[str, Step, Client]:
        office = walks().office
        register = register_of(office.organization, model)
        return f"/do/{register.procedure}/{register.pk}/{step}/", PROCEDURES[register.procedure].steps[step], browser(office, who)

    return found


@pytest.mark.parametrize(
    "place",
    [
        opening,
        on_purchase("reporting", "report_need", "duangjai"),
        on_register(PeopleRegister, "appoint", "wilai"),
        on_register(PartyRegister, "add_party", "duangjai"),
        on_register(BudgetRegister, "add_line", "kanda"),
        on_register(OfficeRegister, "set_law_value", "rattana"),
    ],
    ids=["purchase.open", "purchase.report_need", "people.appoint", "parties.add", "budget.add_line", "office.set_law_value"],
)
def test_everything_that_is_wrong_is_said_at_once(walks: Walks, place: Any) -> None:
    address, step, client = place(walks)
    fields = list(filled(step))
    assert len(fields) >= 2, "something can be wrong here"
    typed = {part: value for _name, part, value in fields}
    signing = {"_password": "ผิด"} if step.signs else {}
    answer = client.post(address, {**typed, **signing, "_acted_on": NO_DAY})
    page = answer.content.decode()
    read = Reader(page)
    assert answer.status_code in (403, 422)
    for name in dict.fromkeys(name for name, _part, _typed in fields):
        assert f"id_{name}_fault" in read.told, f"{name} has no fault beside it"
        assert re.search("[ก-๛]", read.told[f"id_{name}_fault"]) and not re.search("[A-Za-z]{4}", read.told[f"id_{name}_fault"])
        assert f'href="#id_{name}' in page, f"{name} is not told at the top"
    assert "วันที่ทำไม่ถูกต้อง" in read.told["id__acted_on_fault1"] and 'href="#id__acted_on"' in page
    (day,) = read.all("input", name="_acted_on")
    assert (day["type"], day["value"]) == ("text", NO_DAY), "a calendar would swallow it"
    if step.signs:
        assert "รหัสผ่านไม่ถูกต้อง" in page and "การลงนามต้องยืนยัน" not in page
    for name, part, value in fields:
        field: Any = form_class(step).base_fields[name]
        inner = field.row_form.base_fields[part.rpartition("-")[2]] if isinstance(field, RowsField) else field
        if value and not isinstance(inner, forms.ChoiceField):
            assert value in page, f"what was typed into {part} is lost"
