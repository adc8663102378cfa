"""Who was appointed, by which order, to which seat."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models import Document


class SeatName(models.TextChoices):
    CHAIR = "chair", _("ประธานกรรมการ")
    MEMBER = "member", _("กรรมการ")
    INSPECTOR = "inspector", _("ผู้ตรวจรับพัสดุ")
    SUPERVISOR = "supervisor", _("ผู้ควบคุมงาน")


class AppointedMember(models.Model):
    """A seat that an order gives to a person; the position is kept as it was on that day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ชื่อ"))
    seat = models.CharField(_("หน้าที่"), max_length=20, choices=SeatName.choices)
    position_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60, blank=True)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"), null=True)

    class Meta:
        verbose_name = _("ผู้ตรวจรับ")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="appointed_once")]
