"""A finished case for learning: its steps, posts and amounts stand; nothing of it names a person, a party or an account."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from disbursement.models import BankAccount, Receipt
from workflows.models import Document, Party, PartyAccount, User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.views.example import example_of, tells_nobody

pytestmark = pytest.mark.django_db
WALKED = sorted(code for code, procedure in PROCEDURES.items() if not issubclass(procedure.model, Register))


def reading(office: PracticeOffice, address: str, who: str = "porntip") -> Any:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address)


def secrets() -> set[str]:
    """All names and numbers of people, parties and accounts that the office knows."""
    found: set[str] = set(User.objects.values_list("full_name", flat=True))
    for model, names in (
        (Party, ("name", "tax_id", "address")),
        (PartyAccount, ("number", "name")),
        (BankAccount, ("number",)),
        (Receipt, ("payer", "instrument")),
    ):
        for name in names:
            found |= set(model._default_manager.values_list(name, flat=True))
    return found - {""}


def test_every_finished_procedure_of_an_office_that_has_lived_is_shown_and_names_nobody(lived_in: PracticeOffice) -> None:
    office = lived_in
    hidden, seen = secrets(), set()
    assert len(hidden) > 20
    for code in WALKED:
        latest = example_of(PROCEDURES[code], office.organization)
        if latest is None:
            continue
        seen.add(code)
        assert f"/handbook/{code}/example/" in reading(office, f"/handbook/{code}/").content.decode()
        page = reading(office, f"/handbook/{code}/example/").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert [secret for secret in hidden if secret in main] == [], code
        if latest.amount_baht is not None:
            assert f"{latest.amount_baht:,.2f}" in main
    assert seen == set(WALKED) - {"shortage"}, "the demo office can show each; this one has lost no money"
    approved = reading(office, "/handbook/voucher/example/").content.decode()
    assert "นายกองค์การบริหารส่วนตำบล" in approved and "อนุมัติฎีกา" in approved and "(ปิดไว้)" in approved


def test_an_office_without_one_says_so_and_another_office_s_is_not_shown(lived_in: PracticeOffice) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    page = reading(other, "/handbook/voucher/").content.decode()
    assert "หน่วยงานยังไม่มีเรื่องที่จบแล้ว" in page and "/example/" not in page
    assert reading(other, "/handbook/voucher/example/").status_code == 404
    assert reading(other, "/handbook/people_register/example/").status_code == 404
    register = reading(other, "/handbook/people_register/").content.decode()
    assert "หน่วยงานยังไม่มีเรื่องที่จบแล้ว" not in register, "a register never ends"
    assert Client().get("/handbook/voucher/example/").status_code == 302


def test_only_what_names_nobody_is_told() -> None:
    """Whatever field comes later is kept back unless its kind is known to name nobody."""
    of_documents = [model for model in apps.get_models() if issubclass(model, Document)]
    told = {
        type(field).__name__
        for model in of_documents
        for field in model._meta.local_fields
        if tells_nobody(field) and not field.choices
    }
    assert told <= {
        "BahtField",
        "DecimalField",
        "DateField",
        "DateTimeField",
        "BooleanField",
        "ForeignKey",
        "PositiveSmallIntegerField",
        "PositiveIntegerField",
    }
