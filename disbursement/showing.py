"""What a voucher's signatures are for: who gets how much; what its evidence opens; and where its invoice is not the
paper that came with the goods."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from disbursement.behind import behind
from disbursement.bundle import Lying, lying, of_rows
from disbursement.models import EvidenceKind
from workflows.dates import short_date
from workflows.step import Step
from workflows.thai import baht, same_number


def of_voucher(voucher: Any, step: Step, rows: Any) -> Any:
    """The money that is asked for, and what of it the payee gets; nothing as long as no payee is named."""
    from workflows.pages import Matter  # pages stand above steps

    if voucher.payee is None or voucher.net_baht is None:
        return None
    facts = {
        "title": voucher.title, "gross": baht(voucher.gross_baht), "payee": voucher.payee.name, "net": baht(voucher.net_baht),
    }  # fmt: skip
    return Matter(_("%(title)s เป็นเงิน %(gross)s บาท จ่ายให้ %(payee)s สุทธิ %(net)s บาท") % facts)


def files_of_evidence(voucher: Any, rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[Any]]:
    """A column more of the checklist: the file of each row, to be opened there and then, or that it is paper alone."""
    return _("ไฟล์"), [cells(opened) for opened in of_rows(rows, lying(voucher))]


def pages(first: int | None, last: int | None) -> str:
    """Where a paper lies in the bundle; nothing for one that lies in the system alone."""
    if first is None:
        return ""
    return _("หน้า %(pages)s") % {"pages": first if first == last else f"{first}–{last}"}


def cells(opened: Sequence[Lying]) -> tuple[Any, ...]:
    """What stands in that column, and beside a row of the form."""
    from workflows.pages import Cell  # pages stand above steps

    files = tuple(Cell(thing.label, thing.url) for thing in opened)
    return files or (Cell(_("ไม่มีไฟล์ — เอกสารกระดาษ"), tone="soon"),)


def invoice_disagrees(voucher: Any, step: Step, rows: Any) -> Iterator[str]:
    """Whoever signs for an invoice other than the paper that was taken in at the delivery is told so; both may be right (F8)."""
    note = (
        behind(voucher).get(EvidenceKind.INVOICE) if step.signs and voucher.invoiced_on and "evidence" not in step.fields else None
    )
    if note is None or note.dated is None:
        return
    if (same_number(voucher.invoice_number), voucher.invoiced_on) == (same_number(note.number), note.dated):
        return
    facts = {
        "invoice": voucher.invoice_number, "invoiced_on": short_date(voucher.invoiced_on), "note": note.number, "noted_on": short_date(note.dated),
    }  # fmt: skip
    yield (
        _(
            "ใบแจ้งหนี้ในฎีกาเลขที่ %(invoice)s ลงวันที่ %(invoiced_on)s ไม่ใช่ใบส่งของเลขที่ %(note)s ส่งมอบวันที่ %(noted_on)s ที่ลงรับไว้ ตรวจกับเอกสารตัวจริง"
        )
        % facts
    )
