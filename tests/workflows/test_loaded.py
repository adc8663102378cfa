"""What a step reads becomes an instance without the constructor, and behaves like any other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from workflows.engine import perform
from workflows.models import CapacityKind, Case, Document, Organization, Unit
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

pytestmark = pytest.mark.django_db


def test_a_loaded_row_has_every_column_and_is_known_to_stand_in_the_database(office: PracticeOffice) -> None:
    made = office.organization
    loaded = Organization.objects.get(pk=made.pk)
    assert all(
        getattr(loaded, f.attname) == getattr(made.__class__(**made_of(made)), f.attname) for f in made._meta.concrete_fields
    )
    assert (loaded._state.adding, loaded._state.db) == (False, "default")
    assert loaded == made


def made_of(organization: Organization) -> dict[str, object]:
    """The same row as the constructor takes it, read as plain values."""
    return dict(
        Organization.objects.filter(pk=organization.pk).values(*(f.attname for f in organization._meta.concrete_fields)).get()
    )


def test_a_column_that_was_not_asked_for_is_read_when_somebody_asks(office: PracticeOffice) -> None:
    unit = Unit.objects.only("code").first()
    assert unit is not None
    assert unit.get_deferred_fields() == {f.attname for f in Unit._meta.concrete_fields} - {"id", "code"}
    with CaptureQueriesContext(connection) as asked:
        assert unit.name == Unit.objects.values_list("name", flat=True).get(pk=unit.pk)
    assert len(asked) == 2


def test_a_document_of_a_procedure_is_loaded_with_both_its_tables(office: PracticeOffice) -> None:
    register = PeopleRegister.objects.select_related("case", "organization", "unit").get()
    beside = Document.objects.get(pk=register.pk)
    assert {f.attname: getattr(register, f.attname) for f in Document._meta.concrete_fields} == {
        f.attname: getattr(beside, f.attname) for f in Document._meta.concrete_fields
    }
    assert register.case == Case.objects.get(pk=register.case_id)
    assert register.unit is None


def test_reading_again_brings_what_a_step_changed_meanwhile(office: PracticeOffice) -> None:
    read_before, today = PeopleRegister.objects.get(), timezone.localdate()
    order = {"position": office.wilai.holdings.get().position, "person": office.somchai, "capacity": CapacityKind.DELEGATED, "starts_on": today,
             "ends_on": today, "order_number": "405/2569", "ordered_on": today, "matters": ["purchase"], "ceiling_baht": "500000.00"}  # fmt: skip
    sequence = perform(office.wilai, PeopleRegister.objects.get(), "order_acting", **order).sequence
    assert read_before.sequence == sequence - 1
    read_before.refresh_from_db()
    assert read_before.sequence == sequence
