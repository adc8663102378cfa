"""People, and in what quality they act: a position held, or an order to act for its holder."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import BahtField, new_id
from workflows.models.organization import Organization, Position


class User(AbstractUser):
    """A real person. Deactivated when leaving, never deleted: the trail keeps naming whoever acted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("ชื่อและนามสกุล"), max_length=200)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="people")

    REQUIRED_FIELDS = ["full_name"]
    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("บุคลากร")

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class Holding(models.Model):
    """A person holds a position from a day until a day (ดำรงตำแหน่ง)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    order_number = models.CharField(_("เลขที่คำสั่ง"), max_length=60, blank=True)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"), null=True, blank=True)

    class Meta:
        verbose_name = _("การดำรงตำแหน่ง")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")), name="holding_dates"
            ),
        ]


class CapacityKind(models.TextChoices):
    """In what quality a person acts; printed beside the signature as it stands here."""

    HOLDING = "holding", _("ดำรงตำแหน่ง")
    IN_ABSENCE = "in_absence", _("รักษาราชการแทน")
    DELEGATED = "delegated", _("ปฏิบัติราชการแทน")
    PERFORMING = "performing", _("ปฏิบัติหน้าที่")


class ActingOrder(models.Model):
    """An order (คำสั่ง) that lets a person act for a position: its dates, its matters, its ceiling."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="acting_orders")
    person = models.ForeignKey(User, models.PROTECT, related_name="acting_orders")
    capacity = models.CharField(_("ฐานะ"), max_length=20, choices=[c for c in CapacityKind.choices if c[0] != CapacityKind.HOLDING])
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"))
    order_number = models.CharField(_("เลขที่คำสั่ง"), max_length=60)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"))
    # Procedures or steps ("purchase", "purchase.approve_report") that the order names; none named means every matter.
    matters = models.JSONField(_("เรื่องที่มอบ"), default=list, blank=True)
    ceiling_baht = BahtField(_("วงเงินไม่เกิน (บาท)"), null=True, blank=True)
    # Who made it, where that is nobody of this office: entered on a day on which nobody did the work of ปลัด or of นายก.
    issued_by = models.CharField(_("ผู้ออกคำสั่ง"), max_length=200, blank=True)
    # Later orders that moved its last day, the oldest first: {number, ordered_on, before, ends_on}.
    changes = models.JSONField(_("คำสั่งที่เปลี่ยนวันสิ้นสุด"), default=list, blank=True)

    class Meta:
        verbose_name = _("คำสั่งให้ทำการแทน")
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="acting_order_dates")]


class SeparationWaiver(models.Model):
    """A written waiver by the chief executive: one pair of steps that one person may do, with its reason and its last day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    first_step = models.CharField(max_length=80)
    second_step = models.CharField(max_length=80)
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(_("เหตุผล"))
    order_number = models.CharField(_("เลขที่คำสั่ง"), max_length=60)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"))

    class Meta:
        verbose_name = _("การผ่อนผันการแบ่งแยกหน้าที่")
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="waiver_dates")]
