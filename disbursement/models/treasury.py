"""Where the office's money lies: bank accounts, cash, and money that is held for others. Each balance follows from its movements."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.fields import BahtField, new_id
from workflows.guards.ledger import Ledger
from workflows.models import Document, Organization, Party


class BankAccount(models.Model):
    """An account in the office's name (D10). `pledged` is what signed or waiting transfers will take; balance − pledged is free."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(_("ชื่อบัญชี"), max_length=200)
    bank_code = models.CharField(_("รหัสธนาคาร"), max_length=3)
    number = models.CharField(_("เลขที่บัญชี"), max_length=20)
    balance_baht = BahtField(_("คงเหลือ"), default=0)
    pledged_baht = BahtField(_("รอโอน"), default=0)
    movements = models.PositiveIntegerField(default=0)

    ledger: ClassVar[Ledger] = Ledger("disbursement.AccountMovement", "account", ("balance", "pledged"))

    class Meta:
        verbose_name = _("บัญชีเงินฝากธนาคาร")
        ordering = ["bank_code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "bank_code", "number"], name="bank_account_once"),
            models.CheckConstraint(condition=Q(pledged_baht__gte=0), name="bank_pledged_never_negative"),
            models.CheckConstraint(condition=Q(balance_baht__gte=F("pledged_baht")), name="bank_never_overdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def free_baht(self) -> Decimal:
        free: Decimal = self.balance_baht - self.pledged_baht
        return free


class CashAccount(models.Model):
    """Cash in hand: notes, coins, and cheques that were not deposited yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(_("ชื่อ"), max_length=200)
    balance_baht = BahtField(_("คงเหลือ"), default=0)
    movements = models.PositiveIntegerField(default=0)

    ledger: ClassVar[Ledger] = Ledger("disbursement.CashMovement", "account", ("balance",))

    class Meta:
        verbose_name = _("เงินสดในมือ")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="cash_account_once"),
            models.CheckConstraint(condition=Q(balance_baht__gte=0), name="cash_never_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class HeldKind(models.TextChoices):
    """Money that the office keeps for others (เงินรับฝาก, A5)."""

    TAX_NATURAL = "tax_natural", _("ภาษีหัก ณ ที่จ่าย บุคคลธรรมดา")
    TAX_JURISTIC = "tax_juristic", _("ภาษีหัก ณ ที่จ่าย นิติบุคคล")
    PERFORMANCE_SECURITY = "performance_security", _("หลักประกันสัญญา")
    OTHER = "other", _("เงินรับฝากอื่น")


class MoneyHeld(models.Model):
    """One kind of money held. It lies in the office's accounts, and is not the office's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(_("ประเภทเงินรับฝาก"), max_length=30, choices=HeldKind.choices)
    balance_baht = BahtField(_("คงเหลือ"), default=0)
    movements = models.PositiveIntegerField(default=0)

    ledger: ClassVar[Ledger] = Ledger("disbursement.HeldMovement", "account", ("balance",))

    class Meta:
        verbose_name = _("เงินรับฝาก")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind"], name="money_held_once"),
            models.CheckConstraint(condition=Q(balance_baht__gte=0), name="money_held_never_negative"),
        ]

    def __str__(self) -> str:
        return str(HeldKind(self.kind).label)


class Movement(models.Model):
    """One change of one balance by one document, in the books of a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    moved_on = models.DateField(_("วันที่ลงบัญชี"))
    step = models.CharField(max_length=80)
    balance_change_baht = BahtField(default=0)

    append_only: ClassVar[bool] = True

    class Meta:
        abstract = True
        ordering = ["account", "number"]


class AccountMovement(Movement):
    """Money into or out of a bank account, or pledged to a transfer and given back."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", db_index=False)
    pledged_change_baht = BahtField(default=0)

    class Meta(Movement.Meta):
        verbose_name = _("รายการเคลื่อนไหวบัญชีธนาคาร")
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="account_movement_once")]
        indexes = [models.Index(fields=["account", "moved_on"], name="account_day")]


class CashMovement(Movement):
    """Cash in or out."""

    account = models.ForeignKey(CashAccount, models.PROTECT, related_name="+", db_index=False)

    class Meta(Movement.Meta):
        verbose_name = _("รายการเคลื่อนไหวเงินสด")
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="cash_movement_once")]
        indexes = [models.Index(fields=["account", "moved_on"], name="cash_day")]


class HeldMovement(Movement):
    """Money taken to be held, or paid on; for whom, and on which paper."""

    account = models.ForeignKey(MoneyHeld, models.PROTECT, related_name="+", db_index=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True)
    reference = models.CharField(_("อ้างถึง"), max_length=60, blank=True)

    class Meta(Movement.Meta):
        verbose_name = _("รายการเคลื่อนไหวเงินรับฝาก")
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="held_movement_once")]
        indexes = [models.Index(fields=["account", "moved_on"], name="held_day")]
