"""Case and document: what every procedure shares, guarded by one set of triggers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin

from workflows.fields import BahtField, new_id
from workflows.models.loaded import Loaded
from workflows.models.organization import Organization, Unit
from workflows.roles import NAMES, Role


class Case(Loaded):
    """A matter (เรื่อง): the documents that belong together, over which separation of duties is judged."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.CharField(_("เลขที่เรื่อง"), max_length=40)
    title = models.CharField(_("เรื่อง"), max_length=300)
    opened_on = models.DateField(_("วันที่เปิดเรื่อง"))

    class Meta:
        verbose_name = _("เรื่อง")
        indexes = [
            models.Index(fields=["organization", "opened_on"], name="case_opened")
        ]  # what lies near in time is asked of each case
        constraints = [models.UniqueConstraint(fields=["organization", "number"], name="case_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Document(FSMModelMixin, Loaded):  # type: ignore[misc]
    """One paper on its way through one procedure. Only the engine writes it, and the database's own trigger journals it.

    `version` is the conflict token and rises when state or content changes; `sequence` rises with every journal entry.
    `state` is empty until the opening step gives the first one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True)
    procedure = models.CharField(_("กระบวนงาน"), max_length=40)
    number = models.CharField(_("เลขที่"), max_length=40, blank=True)
    title = models.CharField(_("เรื่อง"), max_length=300)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"), null=True, blank=True)
    state = FSMField(_("สถานะ"), default="", protected=True)
    version = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    law_date = models.DateField(_("กฎหมาย ณ วันที่"))
    last_acted_on = models.DateField(_("วันที่ดำเนินการล่าสุด"), null=True)
    waiting_for = models.CharField(_("รอ"), max_length=120, blank=True)
    waiting_since = models.DateTimeField(_("รอตั้งแต่"), null=True)
    due_on = models.DateField(_("ครบกำหนด"), null=True)
    process = models.ForeignKey("viewflow.Process", models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("เอกสาร")
        indexes = [
            models.Index(fields=["organization", "waiting_for", "due_on"], name="document_desk"),
            models.Index(fields=["organization", "procedure", "state", "due_on"], name="document_board"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="") & models.Q(sequence__gte=1, version__gte=1), name="document_was_opened"
            ),
            models.UniqueConstraint(
                fields=["organization", "procedure", "number"], condition=~models.Q(number=""), name="document_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def deadline_start(self) -> date | None:
        """The day from which the present state's time limit counts, where that is not the act that brought the document here."""
        return None

    def promised_on(self, rows: Mapping[str, list[dict[str, Any]]]) -> date | None:
        """The day that somebody outside has promised for the present state, where no law limits it."""
        return None

    @property
    def waiting_for_label(self) -> str:
        """Whom the document waits for, in words."""
        role, _, unit = self.waiting_for.partition(":")
        return f"{Role(role).label} {unit}".strip() if role in NAMES else ""


class Attachment(models.Model):
    """A file in evidence. The bytes lie under their own digest; the row says what they are and is part of the content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="attachments")
    kind = models.CharField(_("ชนิดเอกสาร"), max_length=60)
    name = models.CharField(_("ชื่อไฟล์"), max_length=200)
    media_type = models.CharField(max_length=60)
    size_bytes = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("เอกสารแนบ")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "digest"], name="attachment_once")]


class NumberSeries(models.Model):
    """The last number given in a series of a fiscal year (พ.ศ.); taken under its row's lock, so that none is missing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    fiscal_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "name", "fiscal_year"], name="series_once")]
