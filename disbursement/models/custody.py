"""กรรมการเก็บรักษาเงิน: who holds which key of the safe, by which order (C2–C4)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models import Document, Organization


class Keyholder(models.Model):
    """One member with his own key from a day until a day; whoever stands in for a while is a row of his own, with the same key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("กรรมการ"))
    key_number = models.PositiveSmallIntegerField(_("กุญแจดอกที่"))
    position_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    by_position = models.BooleanField(_("เป็นกรรมการโดยตำแหน่ง"), default=False)
    order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"))
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True)
    stands_in_for = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, verbose_name=_("แทน"))

    class Meta:
        verbose_name = _("กรรมการเก็บรักษาเงิน")
        ordering = ["key_number", "-starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="keyholder_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.key_number})"
