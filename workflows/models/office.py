"""What an office may set for itself where the law leaves it open, or where the law's own value awaits confirmation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.organization import Organization


class LawValue(models.Model):
    """An office's confirmation or override of a value of the law files, with its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.CharField(_("ค่าตามระเบียบ"), max_length=120)
    in_force_from = models.DateField(_("ใช้ตั้งแต่วันที่"))
    value = models.CharField(_("ค่า"), max_length=40)
    reason = models.TextField(_("เหตุผล"))

    class Meta:
        verbose_name = _("ค่าตามระเบียบที่หน่วยงานยืนยัน")
        constraints = [models.UniqueConstraint(fields=["organization", "key", "in_force_from"], name="law_value_once")]


class SpecialDay(models.Model):
    """A day that the cabinet or the province makes a holiday, or a working day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    day = models.DateField(_("วันที่"))
    is_holiday = models.BooleanField(_("เป็นวันหยุด"), default=True)
    name = models.CharField(_("ชื่อวัน"), max_length=200)

    class Meta:
        verbose_name = _("วันหยุดราชการเพิ่มเติม")
        constraints = [models.UniqueConstraint(fields=["organization", "day"], name="special_day_once")]
