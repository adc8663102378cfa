"""Contracts that others published, kept as they were read, so that a purchase can be opened from one."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.fields import BahtField, new_id
from workflows.models import Document, Organization

DIGEST_LETTERS = 8


class ContractRecord(models.Model):
    """One row of one file. The same project may stand in many rows; the row is known by file, row and project."""

    is_told: ClassVar[bool] = False  # the entry tells the digest of the file, which lies with whoever publishes it
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    file_digest = models.CharField(max_length=64)
    row_number = models.PositiveIntegerField(_("แถว"))
    project_id = models.CharField(_("รหัสโครงการ"), max_length=40)
    title = models.TextField(_("ชื่อโครงการ"))
    kind = models.CharField(_("ประเภท"), max_length=20)
    agency = models.CharField(_("หน่วยงาน"), max_length=300)
    province = models.CharField(_("จังหวัด"), max_length=60, blank=True)
    method = models.CharField(_("วิธี"), max_length=40)
    budget_baht = BahtField(_("งบประมาณ"), null=True)
    reference_price_baht = BahtField(_("ราคากลาง"), null=True)
    agreed_price_baht = BahtField(_("ราคาตกลง"), null=True)
    announced_on = models.DateField(_("วันที่ประกาศ"), null=True)
    transacted_on = models.DateField(_("วันที่เกิดรายการ"), null=True)
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ"), null=True)
    vendor_code = models.CharField(max_length=40, blank=True)

    append_only = True

    class Meta:
        verbose_name = _("รายการสัญญาจากแฟ้ม")
        ordering = ["file_digest", "row_number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "file_digest", "row_number", "project_id"], name="contract_row_once")
        ]

    def __str__(self) -> str:
        """Where it stands: the project, its file by the beginning of the digest, its row."""
        words = {"project": self.project_id, "file": self.file_digest[:DIGEST_LETTERS], "row": self.row_number}
        return text("โครงการ %(project)s แฟ้ม %(file)s แถวที่ %(row)s") % words

    @property
    def value_baht(self) -> Decimal | None:
        """The agreed price, or else the reference price, or else the budget."""
        told = (self.agreed_price_baht, self.reference_price_baht, self.budget_baht)
        return next((amount for amount in told if amount is not None), None)
