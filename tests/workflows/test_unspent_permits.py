"""What a permit that somebody forges and never spends can do: rows change and no entry says so, and verification names each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from disbursement.models import Receipt
from workflows.canonical import canonical
from workflows.guards import permit
from workflows.models import Document, Holding, JournalEntry, PartyAccount
from workflows.practice import PracticeOffice
from workflows.verification import verify

pytestmark = pytest.mark.django_db


@contextmanager
def unspent(document: Document) -> Iterator[None]:
    """As the engine holds a permit while a step writes its side rows; afterwards the engine writes the document, and a forger does not."""
    permit.hold(connection, canonical({"organization": document.organization_id, "document": document.pk, "step": "add_party"}))
    try:
        yield
    finally:
        connection.dika_permit = None
        if connection.vendor == "postgresql":
            permit.hold(connection, "")


@pytest.mark.parametrize(
    ("model", "register", "change"),
    [
        (PartyAccount, "party_register", {"number": "9999999999"}),
        (Holding, "people_register", {"starts_on": "2020-01-01"}),
        (Receipt, "", {"amount_baht": "1.00"}),
    ],
    ids=["a payee's account", "since when somebody holds a post", "the amount of a slip"],
)
def test_what_is_written_under_a_permit_that_is_never_spent_is_found(
    lived_in: PracticeOffice, model: Any, register: str, change: dict[str, Any]
) -> None:
    row = model._default_manager.order_by("pk").first()
    document = Document.objects.get(procedure=register, organization=lived_in.organization) if register else row.document
    entries = JournalEntry.objects.count()
    assert list(verify(contents=True)) == []
    with transaction.atomic(), unspent(document):
        model._default_manager.filter(pk=row.pk).update(**change)
    assert JournalEntry.objects.count() == entries, "nothing tells of it"
    places = {fault.place for fault in verify(contents=True)}
    assert places, "and yet it is found"
    assert places & {f"{model._meta.db_table} {row.pk.hex}", document.pk.hex}, places
