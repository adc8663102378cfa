"""A bundle: the papers of one month in one file, made for whoever asked. Nothing lawful rests on it, and it is thrown away after a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.organization import Organization


class BundleState(models.TextChoices):
    WAITING = "waiting", _("รอเริ่ม")
    WORKING = "working", _("กำลังพิมพ์")
    READY = "ready", _("เสร็จแล้ว")
    FAILED = "failed", _("ไม่สำเร็จ")


class Bundle(models.Model):
    """One request. Empty `procedure` and `paper` mean every kind; `month` is its first day.

    `touched_at` moves with each paper, so that whoever finds it standing still knows that the work was broken off; `attempts` counts how
    often it was begun.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    procedure = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    month = models.DateField(_("เดือน"))
    state = models.CharField(max_length=10, choices=BundleState.choices, default=BundleState.WAITING)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("เอกสารรวมของเดือน")
        constraints = [models.UniqueConstraint(fields=["person", "procedure", "paper", "month"], name="bundle_once")]

    @property
    def is_going(self) -> bool:
        return self.state in (BundleState.WAITING, BundleState.WORKING)
