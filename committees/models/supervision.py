"""What the supervision of works stores: on which days ผู้ควบคุมงาน reports, what he reported, and what his log says of each week."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models import Document, Party

User = settings.AUTH_USER_MODEL


class SupervisionFacts(Document):
    """One order of works under its ผู้ควบคุมงาน, told by value by whoever ordered it.

    awaited_on   the day of which he reports next; none when nothing is left to report
    inspectors   who inspects the works and so never supervises them, as hexadecimal ids
    """

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("ผู้รับจ้าง"))
    order_number = models.CharField(_("เลขที่ใบสั่ง"), max_length=60)
    vendor_received_on = models.DateField(_("ผู้รับจ้างลงนามรับใบสั่งวันที่"))
    starts_on = models.DateField(_("วันกำหนดเริ่มงาน"))
    supervisor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ผู้ควบคุมงาน"))
    inspectors = models.JSONField(default=list)
    awaited_on = models.DateField(_("วันที่ต้องรายงาน"), null=True)

    class Meta:
        abstract = True


class DayKind(models.TextChoices):
    START = "start", _("วันกำหนดเริ่มงาน")
    DUE = "due", _("วันครบกำหนดงวด")


class SupervisedDay(models.Model):
    """A day of which he reports to the committee: that fixed to start, or on which an instalment is due."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    kind = models.CharField(_("ต้องรายงาน"), max_length=10, choices=DayKind.choices)
    instalment = models.PositiveIntegerField(_("งวดที่"), null=True)
    due_on = models.DateField(_("วันกำหนด"))
    report_number = models.CharField(_("รายงานเลขที่"), max_length=60, blank=True)
    reported_on = models.DateField(_("รายงานเมื่อ"), null=True)
    begun_on = models.DateField(_("วันที่เริ่มงานจริง"), null=True)
    report = models.TextField(_("ผลการปฏิบัติงาน"), blank=True)

    class Meta:
        verbose_name = _("รายงานของผู้ควบคุมงาน")
        ordering = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document", "instalment"], name="supervised_day_once"),
            models.UniqueConstraint(fields=["document", "position"], name="supervised_day_in_order"),
            models.CheckConstraint(
                condition=models.Q(kind=DayKind.START, instalment=None) | models.Q(kind=DayKind.DUE, instalment__gte=1),
                name="supervised_day_of_instalment",
            ),
        ]


class SupervisorLog(models.Model):
    """The daily log of a week, as it was reported to the committee."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    from_on = models.DateField(_("ตั้งแต่วันที่"))
    until_on = models.DateField(_("ถึงวันที่"))
    copies = models.PositiveIntegerField(_("จำนวนฉบับ"))
    report = models.TextField(_("สภาพอากาศ แรงงาน เครื่องจักร วัสดุ และเหตุการณ์"))
    reported_on = models.DateField(_("รายงานเมื่อ"))
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ผู้รายงาน"))

    append_only: ClassVar[bool] = True

    class Meta:
        verbose_name = _("บันทึกประจำวันที่รายงานแล้ว")
        ordering = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document", "from_on"], name="supervisor_log_once"),
            models.CheckConstraint(condition=models.Q(from_on__lte=models.F("until_on")), name="supervisor_log_goes_on"),
        ]
