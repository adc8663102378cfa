"""The trail: entries that only the database's own trigger writes, the contents they name, and the seals over them."""

import json
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workflows.fields import new_id
from workflows.models.document import Case, Document
from workflows.models.organization import Organization

NO_HASH = "0" * 64
RECORDED_AT_CHARACTERS = len("2026-11-24T11:02:18.000000Z")


class Content(models.Model):
    """Material facts as canonical bytes, kept once and known by their hash, so that any version can be shown as it stood."""

    hash = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    body = models.TextField()

    append_only: ClassVar[bool] = True


class JournalEntry(models.Model):
    """One step of one document. `body` holds the canonical bytes of the permit; the columns beside it are there to be searched."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="journal", db_index=False)
    sequence = models.PositiveIntegerField()
    procedure = models.CharField(max_length=40)
    step = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, db_index=False)
    acted_on = models.DateField()
    recorded_at = models.CharField(max_length=RECORDED_AT_CHARACTERS)
    key = models.CharField(max_length=64, null=True)
    content_hash = models.CharField(max_length=64)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    append_only: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "sequence"], name="journal_sequence_once"),
            models.UniqueConstraint(fields=["person", "key"], condition=models.Q(key__isnull=False), name="journal_key_once"),
        ]
        indexes = [
            models.Index(fields=["case", "procedure", "step", "person", "document"], name="journal_case"),
            models.Index(fields=["organization", "id"], name="journal_seal"),
            models.Index(fields=["person", "case"], name="journal_person"),
        ]

    @cached_property
    def told(self) -> dict[str, Any]:
        """The body, read once: a page asks several things of one entry."""
        return json.loads(self.body)  # type: ignore[no-any-return]

    @property
    def recorded_time(self) -> datetime:
        """The database's own clock at the moment of writing."""
        return datetime.fromisoformat(self.recorded_at)


class Edge(models.Model):
    """A move that a procedure declares; the trigger refuses every other. Written by the owner when triggers are installed."""

    procedure = models.CharField(max_length=40)
    step = models.CharField(max_length=60)
    source = models.CharField(max_length=50)
    target = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "step", "source", "target"], name="edge_once")]


class Seal(models.Model):
    """A Merkle root over every entry of an organization since its previous seal, chained to that one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField()
    last_entry = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    sealed_at = models.CharField(max_length=RECORDED_AT_CHARACTERS)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    append_only: ClassVar[bool] = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "number"], name="seal_number_once")]
