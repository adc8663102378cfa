"""The office itself: its units, its posts, and which roles a post carries."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from workflows.fields import new_id
from workflows.models.loaded import Loaded
from workflows.roles import ORGANIZATION_ROLES, UNIT_ROLES


class PaperFigures(models.TextChoices):
    """Which figures the office's papers have."""

    BY_KIND = "by_kind", _("หนังสือราชการใช้เลขไทย แบบการเงินใช้เลขอารบิก")
    THAI = "thai", _("เลขไทยทุกเอกสาร")
    ARABIC = "arabic", _("เลขอารบิกทุกเอกสาร")


class Organization(Loaded):
    """One local authority (อปท.). Organizations never share a transaction."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("ชื่อ"), max_length=200)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=100)
    address = models.CharField(_("ที่อยู่"), max_length=300, blank=True)
    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษี"), max_length=13, blank=True)
    is_practice = models.BooleanField(_("สำหรับฝึกซ้อม"), default=False)
    practice_today = models.DateField(_("วันนี้ของการฝึกซ้อม"), null=True, blank=True)
    grants_version = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict, blank=True)
    central_from = models.DateField(
        _("ลงระบบกลางตั้งแต่เรื่องที่ถึงกำหนดวันที่"), null=True, blank=True
    )  # no day: all that was ever done here
    emblem = models.CharField(_("ตราบนเอกสาร"), max_length=64, blank=True)  # the digest of its picture
    paper_figures = models.CharField(_("ตัวเลขบนเอกสาร"), max_length=10, choices=PaperFigures.choices, default=PaperFigures.BY_KIND)

    class Meta:
        verbose_name = _("องค์กร")
        permissions = [(role.value, role.label) for role in sorted(ORGANIZATION_ROLES)]

    def __str__(self) -> str:
        return self.short_name

    @property
    def has_thai_digits(self) -> bool | None:
        """On every paper or on none; None leaves it to the kind of paper."""
        return None if self.paper_figures == PaperFigures.BY_KIND else self.paper_figures == PaperFigures.THAI


class OrganizationGroupPermission(GroupObjectPermissionBase):
    """A role of the whole organization, held by a group. A table with a real foreign key, because a generic one costs more than a step."""

    content_object = models.ForeignKey(Organization, models.PROTECT)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class Unit(Loaded):
    """A unit (กอง, สำนัก) that asks, and owns a budget."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="units")
    code = models.CharField(_("ชื่อย่อ"), max_length=60)
    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=200)
    is_finance = models.BooleanField(_("เป็นหน่วยงานคลัง"), default=False)
    closed_on = models.DateField(_("ปิดเมื่อ"), null=True, blank=True)

    class Meta:
        verbose_name = _("หน่วยงาน")
        permissions = [(role.value, role.label) for role in sorted(UNIT_ROLES)]
        constraints = [models.UniqueConstraint(fields=["organization", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.name


class UnitGroupPermission(GroupObjectPermissionBase):
    """A role of one unit, held by a group."""

    content_object = models.ForeignKey(Unit, models.PROTECT)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class Position(models.Model):
    """A post of the office (ตำแหน่ง); it stays when people leave. Its group carries the roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    title = models.CharField(_("ตำแหน่ง"), max_length=200)
    group = models.OneToOneField(Group, models.PROTECT, related_name="position")
    closed_on = models.DateField(_("ปิดเมื่อ"), null=True, blank=True)

    class Meta:
        verbose_name = _("ตำแหน่ง")
        constraints = [models.UniqueConstraint(fields=["organization", "unit", "title"], name="position_title_once")]

    def __str__(self) -> str:
        return self.title
