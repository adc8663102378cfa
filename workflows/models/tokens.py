"""Machines that act for a person of the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.organization import Organization
from workflows.models.people import User


class MachineToken(models.Model):
    """What a program shows to act for one person until a day. The secret itself was shown once and is kept nowhere, only its digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="machine_tokens")
    name = models.CharField(_("ใช้กับอะไร"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    given_on = models.DateField(_("ออกเมื่อ"))
    ends_on = models.DateField(_("ใช้ได้ถึงวันที่"))
    taken_back_on = models.DateField(_("ถอนคืนเมื่อ"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("ใช้ล่าสุด"), null=True, blank=True)  # free of any step: it moves nothing

    class Meta:
        verbose_name = _("โทเคนของเครื่อง")
