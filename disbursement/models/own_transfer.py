"""What a transfer between two of the office's own accounts stores."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.treasury import BankAccount
from workflows.models import Document


class OwnTransferFacts(Document):
    """Out of one account and into another; `amount_baht` of the document is what is moved, and the office's total stays as it was."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    source_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", verbose_name=_("โอนออกจากบัญชี"))
    target_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", verbose_name=_("โอนเข้าบัญชี"))
    purpose = models.TextField(_("เหตุที่โอน"))
    bank_reference = models.CharField(_("เลขอ้างอิงของธนาคาร"), max_length=60, blank=True)
    moved_on = models.DateField(_("ธนาคารโอนวันที่"), null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(source_account=F("target_account")), name="own_transfer_between_two"),
        ]
