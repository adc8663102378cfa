"""Central systems: the number that a document bears in each, and when a system could not be used."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.document import Document
from workflows.models.organization import Organization


class System(models.TextChoices):
    """Systems of the state into which the office types by hand what it has done here."""

    EGP = "egp", "e-GP"
    ELAAS = "elaas", "e-LAAS"


class CentralNumber(models.Model):
    """The number that a central system gave. `series` and `known_as` tell whether another document bears the same."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", db_index=False)
    entry = models.CharField(max_length=40)
    series = models.CharField(max_length=40)
    known_as = models.CharField(max_length=60)
    name = models.CharField(_("รายการในระบบกลาง"), max_length=120)
    number = models.CharField(_("เลขที่"), max_length=40)
    entered_on = models.DateField(_("ลงในระบบวันที่"))
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name=_("ผู้ลง"))

    shown: ClassVar[tuple[str, ...]] = ("name", "number", "entered_on", "typed_by")

    class Meta:
        verbose_name = _("เลขที่ในระบบกลาง")
        ordering = ["entry"]
        constraints = [
            models.UniqueConstraint(fields=["document", "entry"], name="central_entry_once"),
            models.UniqueConstraint(fields=["organization", "series", "known_as"], name="central_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class CentralOutage(models.Model):
    """Days on which a central system could not be used; without a last day it still cannot."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    system = models.CharField(_("ระบบ"), max_length=10, choices=System.choices)
    starts_on = models.DateField(_("ใช้ไม่ได้ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True)
    told = models.CharField(_("เหตุหรือประกาศที่อ้าง"), max_length=300)

    class Meta:
        verbose_name = _("ช่วงที่ระบบกลางใช้ไม่ได้")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "system"], condition=models.Q(ends_on__isnull=True), name="central_outage_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")), name="central_outage_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{System(self.system).label} {self.starts_on}"
