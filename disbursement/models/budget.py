"""ทะเบียนคุมงบรายจ่าย: what is allotted, reserved, committed, spent and free of each line."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.fields import BahtField, new_id
from workflows.guards.ledger import Ledger
from workflows.models import Document, Organization, Unit


class BudgetLine(models.Model):
    """One line of a fiscal year's appropriation. allotted = reserved + committed + spent + free, and free is never negative."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="budget_lines")
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    code = models.CharField(_("รหัสงบประมาณ"), max_length=60)
    name = models.CharField(_("รายการ"), max_length=200)
    allotted_baht = BahtField(_("ตั้งไว้"), default=0)
    reserved_baht = BahtField(_("จอง"), default=0)
    committed_baht = BahtField(_("ผูกพัน"), default=0)
    spent_baht = BahtField(_("จ่ายแล้ว"), default=0)
    movements = models.PositiveIntegerField(default=0)

    ledger: ClassVar[Ledger] = Ledger("disbursement.BudgetMovement", "line", ("allotted", "reserved", "committed", "spent"))

    class Meta:
        verbose_name = _("รายการงบประมาณ")
        ordering = ["fiscal_year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "fiscal_year", "code"], name="budget_line_once"),
            models.CheckConstraint(
                condition=Q(reserved_baht__gte=0, committed_baht__gte=0, spent_baht__gte=0), name="budget_nothing_negative"
            ),
            models.CheckConstraint(
                condition=Q(allotted_baht__gte=F("reserved_baht") + F("committed_baht") + F("spent_baht")),
                name="budget_free_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def free_baht(self) -> Decimal:
        free: Decimal = self.allotted_baht - self.reserved_baht - self.committed_baht - self.spent_baht
        return free


class BudgetMovement(models.Model):
    """One change of one line by one document; the line's figures follow from these rows alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=80)
    allotted_change_baht = BahtField(default=0)
    reserved_change_baht = BahtField(default=0)
    committed_change_baht = BahtField(default=0)
    spent_change_baht = BahtField(default=0)

    append_only: ClassVar[bool] = True

    class Meta:
        verbose_name = _("รายการเคลื่อนไหวงบประมาณ")
        ordering = ["line", "number"]
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="budget_movement_once")]
