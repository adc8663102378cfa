"""ทะเบียนสัญญาจากแฟ้มทางการ: what was read from official contract files, each row once."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.contracts_file import ContractRow, ContractsFile
from procurement.models import ContractRecord
from workflows.act import Act
from workflows.procedure import procedure
from workflows.registers.register import KEEPING, Register, State
from workflows.step import SYSTEM, step

BATCH_ROWS = 500


@procedure
class ContractsRegister(Register):
    """A file is taken whole or not at all; taking it again changes nothing."""

    class Procedure:
        code = "contracts_register"
        title = _("ทะเบียนสัญญาจากแฟ้มทางการ")
        ends = (State.OPEN,)
        content = ("change",)

    @step(label=_("นำเข้าแฟ้มสัญญา"), basis=KEEPING, by=SYSTEM, source=State.OPEN)
    def take_file(self, act: Act, *, file: Annotated[ContractsFile, forms.Field(label=_("แฟ้ม"))]) -> None:
        """Every row of a file that was read and found good."""
        records = (ContractRecord(organization=act.organization, document_id=self.pk, **facts(row)) for row in file)
        for batch in batches(records):
            ContractRecord.objects.bulk_create(batch)
        self.note(act, file=file.path.name, digest=file.digest, rows=len(file))


def batches(records: Iterator[ContractRecord]) -> Iterator[list[ContractRecord]]:
    """Bounded memory, whatever the file's length."""
    while batch := list(islice(records, BATCH_ROWS)):
        yield batch


def facts(row: ContractRow) -> dict[str, Any]:
    """A row as the register keeps it."""
    return {
        "file_digest": row.file_digest,
        "row_number": row.row_number,
        "project_id": row.project_id,
        "title": row.title,
        "kind": row.kind.value,
        "agency": row.agency,
        "province": row.province or "",
        "method": row.method.value,
        "budget_baht": row.budget_baht,
        "reference_price_baht": row.reference_price_baht,
        "agreed_price_baht": row.agreed_price_baht,
        "announced_on": row.announced_on,
        "transacted_on": row.transacted_on,
        "fiscal_year": row.fiscal_year,
        "vendor_code": row.vendor_code or "",
    }


def is_taken(register: ContractsRegister, file: ContractsFile) -> bool:
    """Whether this very file, byte for byte, stands in the register already."""
    return ContractRecord.objects.filter(document=register.pk, file_digest=file.digest).exists()
