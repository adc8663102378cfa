"""Those outside the office whom it buys from and pays."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.fields import new_id
from workflows.models.organization import Organization


class PartyKind(models.TextChoices):
    JURISTIC = "juristic", _("นิติบุคคล")
    NATURAL = "natural", _("บุคคลธรรมดา")


class Party(models.Model):
    """A vendor or payee, known by the tax id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="parties")
    kind = models.CharField(_("ประเภท"), max_length=10, choices=PartyKind.choices)
    name = models.CharField(_("ชื่อ"), max_length=200)
    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษี"), max_length=13)
    address = models.CharField(_("ที่อยู่"), max_length=300, blank=True)
    is_vat_registered = models.BooleanField(_("จดทะเบียนภาษีมูลค่าเพิ่ม"), default=False)
    # An officer of the office who is this very payee, or speaks for it: he signs nothing that pays it.
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("บุคลากรของหน่วยงาน")
    )

    class Meta:
        verbose_name = _("คู่ค้า")
        constraints = [models.UniqueConstraint(fields=["organization", "tax_id"], name="party_tax_id_once")]

    def __str__(self) -> str:
        return self.name


class PartyAccount(models.Model):
    """A bank account that a party asked to be paid into."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="accounts")
    bank_code = models.CharField(_("รหัสธนาคาร"), max_length=3)
    number = models.CharField(_("เลขที่บัญชี"), max_length=20)
    name = models.CharField(_("ชื่อบัญชี"), max_length=200)
    is_current = models.BooleanField(_("ใช้อยู่"), default=True)

    class Meta:
        verbose_name = _("บัญชีธนาคารของคู่ค้า")
        constraints = [models.UniqueConstraint(fields=["party", "bank_code", "number"], name="party_account_once")]

    def __str__(self) -> str:
        return f"{self.bank_code}-{self.number} {self.name}"
