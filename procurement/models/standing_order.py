"""Standing orders of procurement: who does a thing in every case until the order ends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models import Document, Organization, Unit


class StandingSpecifier(models.Model):
    """The person who drafts specifications for a unit by a standing order (ข้อ 21)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("หน่วยงาน"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้กำหนดคุณลักษณะ"))
    order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"))
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True)

    class Meta:
        verbose_name = _("คำสั่งประจำให้กำหนดคุณลักษณะ")
        ordering = ["unit", "-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="standing_specifier_dates")
        ]

    def __str__(self) -> str:
        return f"{self.order_number} {self.unit} {self.person}"
