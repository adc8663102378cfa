"""Seals: a Merkle root over every entry of an organization since its previous seal, chained to that one."""

from datetime import UTC, datetime
from typing import Any

from django.db import connections, transaction

from workflows.canonical import canonical
from workflows.fields import new_id
from workflows.guards.permit import hold, released
from workflows.models import NO_HASH, JournalEntry, Organization, Seal
from workflows.verifier import Merkle, SealRow, code_of, seal_hash

LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
CHUNK_ENTRIES = 4096


def seal(organization: Organization) -> Seal | None:
    """Seal what has not been sealed; None when nothing is new.

    A transaction of its own, and the organization's lock before any row: each step's trigger holds that lock shared, so
    no entry slips behind the seal, and nobody waits in a circle.
    """
    connection = connections["default"]
    with released(connection), transaction.atomic(durable=not connection.in_atomic_block):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(LOCK, [str(organization.pk)])
        last = Seal.objects.filter(organization=organization).order_by("-number").first()
        tree, newest = Merkle(), last.last_entry if last else 0
        entries = JournalEntry.objects.filter(organization=organization, id__gt=newest).order_by("id")
        for number, digest in entries.values_list("id", "hash").iterator(chunk_size=CHUNK_ENTRIES):
            tree.add(digest)
            newest = number
        if not tree.count:
            return None
        row = SealRow(
            organization=organization.pk.hex,
            number=last.number + 1 if last else 1,
            last_entry=newest,
            entries=tree.count,
            root=tree.root(),
            sealed_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            previous=last.hash if last else NO_HASH,
            hash="",
        )
        hold(connection, canonical({"organization": organization.pk, "step": "seal"}))
        return Seal.objects.create(id=new_id(), **{**row._asdict(), "organization": organization, "hash": seal_hash(row)})


def code(made: Seal) -> str:
    """What is printed on the day's paper and typed into `verify_journal --seal`."""
    return code_of(made.hash)


def row_of(made: Any) -> SealRow:
    return SealRow(
        made.organization_id.hex, made.number, made.last_entry, made.entries, made.root, made.sealed_at, made.previous, made.hash
    )
