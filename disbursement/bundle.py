"""What each row of a voucher's evidence opens: a paper of the system's own, or a file of the case. A row that opens nothing is paper alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse

from disbursement.behind import behind
from disbursement.models import EvidenceKind
from workflows.models import Attachment
from workflows.papers.register import PRINTABLE
from workflows.thai import same_number

Kinds = EvidenceKind
# As offices name a file that they attach to a purchase or a delivery, where its kind is their own words; the first of each is offered there.
WORDS: Mapping[EvidenceKind, tuple[str, ...]] = {
    Kinds.QUOTATION: ("ใบเสนอราคา",),
    Kinds.RESULT: ("รายงานผลการพิจารณา",),
    Kinds.INVOICE: ("ใบส่งของ", "ใบแจ้งหนี้", "ใบกำกับภาษี", "ใบส่งมอบงาน", "หนังสือส่งมอบงาน"),
    Kinds.ACCEPTANCE_REPORT: ("รายงานผลการตรวจรับ",),
    Kinds.SUPERVISION: ("รายงานของผู้ควบคุมงาน", "รายงานผู้ควบคุมงาน"),
    Kinds.FINE: ("หนังสือแจ้งและสงวนสิทธิค่าปรับ", "หนังสือแจ้งค่าปรับ", "หนังสือสงวนสิทธิ"),
    Kinds.ASSETS: ("เลขทะเบียนครุภัณฑ์",),
}
UUID7_RANDOM_BITS = 80  # what follows the milliseconds


class Lying(NamedTuple):
    """Something to open; what the system `is_made` itself bears a `number`, and a row of another number is another paper."""

    label: str
    url: str
    is_made: bool = False
    number: str = ""

    def is_named(self, row: Mapping[str, Any], *, is_asked: bool = False) -> bool:
        """Whether a row of the evidence means it. In a form that `is_asked` still, a row without a number is given this one."""
        typed = str(row.get("number") or "")
        return not self.number or same_number(typed) == same_number(self.number) or (is_asked and not typed)


Found = Mapping[str, Sequence[Lying]]


def kind_of(named: str) -> str:
    """The kind of evidence that a file is, by the kind chosen for it or as people write it; nothing for any other file."""
    if named in Kinds.values:
        return named
    words = " ".join(named.split())
    return next((kind for kind, beginnings in WORDS.items() if words.startswith(beginnings)), "")


def lying(voucher: Any, until: datetime | None = None) -> Found:
    """By its kind, everything that lies with the voucher or with what it follows; of files those that were there at a moment."""
    known, found = behind(voucher), defaultdict(list)
    documents = {voucher.pk, voucher.acceptance}
    for kind, paper in known.items():
        if paper.printed is not None:
            documents.add(paper.printed.document)
            title = PRINTABLE[paper.printed.procedure, paper.printed.name].title
            found[str(kind)].append(Lying(title, reverse("paper", args=paper.printed), is_made=True, number=paper.number))
    files = Attachment.objects.filter(document__in=documents).order_by("id")
    for row in files.values("id", "kind", "name", "digest", "document", "document__procedure"):
        if (meant := kind_of(row["kind"])) and (until is None or born_at(row["id"]) <= until.timestamp()):
            url = reverse("attachment", args=[row["document__procedure"], row["document"], row["digest"]])
            found[meant].append(Lying(row["name"], url))
    return found


def born_at(key: UUID) -> float:
    """Seconds since 1970, as a UUIDv7 says them."""
    return (key.int >> UUID7_RANDOM_BITS) / 1000


def of_rows(rows: Iterable[Mapping[str, Any]], found: Found, *, is_asked: bool = False) -> list[Sequence[Lying]]:
    """For each row of the evidence what it opens: a paper of the system's own by its number, a file by its place.

    Where several rows are of one kind, each opens one thing, and the last of them the rest of the files.
    """
    listed = list(rows)
    opened: list[Sequence[Lying]] = []
    kinds = [str(row.get("kind", "")) for row in listed]
    left = {kind: [thing for thing in found.get(kind, ()) if not thing.is_made] for kind in kinds}
    for number, (kind, row) in enumerate(zip(kinds, listed, strict=True), start=1):
        own = [thing for thing in found.get(kind, ()) if thing.is_made and thing.is_named(row, is_asked=is_asked)]
        takes = len(left[kind]) if kind not in kinds[number:] else int(not own)
        opened.append((*own, *left[kind][:takes]))
        del left[kind][:takes]
    return opened


def paper_alone(rows: Iterable[Mapping[str, Any]], found: Found) -> list[Mapping[str, Any]]:
    """The rows that nobody can open."""
    listed = list(rows)
    return [row for row, opened in zip(listed, of_rows(listed, found), strict=True) if not opened]
