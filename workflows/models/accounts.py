"""What stands behind a name: the names that were true before, and the codes with which somebody sets his first password."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.organization import Organization
from workflows.models.people import User


class FormerName(models.Model):
    """What a person, a post or a unit was called until a moment: papers from before it keep the name, and a search finds both."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    subject = models.UUIDField(db_index=True)  # of whichever of the three; ids are never given twice
    name = models.CharField(_("ชื่อเดิม"), max_length=200)
    until = models.DateTimeField(_("ใช้ถึง"))

    class Meta:
        verbose_name = _("ชื่อเดิม")


class StartingCode(models.Model):
    """A code that one person has issued for another, good once and for some days. Only its digest under the office's key is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="starting_codes")
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(_("ออกเมื่อ"))
    expires_at = models.DateTimeField(_("ใช้ได้ถึง"))
    used_at = models.DateTimeField(_("ใช้เมื่อ"), null=True)

    class Meta:
        verbose_name = _("รหัสเริ่มต้น")
