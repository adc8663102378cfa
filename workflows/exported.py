"""An export of the trail that comes back: whether it is what this system wrote, to the last byte."""

import json
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import BigIntegerField

from workflows import verifier
from workflows.models import JournalEntry, Organization, Seal


class Verdict(Enum):
    GENUINE = "genuine"
    ALTERED = "altered"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Compared:
    """`newest` is the moment of the last entry in the export; `is_behind` when the trail has gone on since."""

    verdict: Verdict
    organization: Organization | None = None
    entries: int = 0
    documents: int = 0
    newest: str = ""
    is_behind: bool = False


def compare(content: bytes) -> Compared:
    """Prove an export by itself, and then each of its entries and seals against the trail. A few statements, whatever its size."""
    try:
        told = Told(content)
    except Exception:  # whatever the reader stumbles over, the file is not as an export is written
        return Compared(Verdict.ALTERED)
    organization = Organization.objects.filter(pk__in=told.owners).first() if len(told.owners) == 1 else None
    if organization is None:
        return Compared(Verdict.FOREIGN)
    is_genuine = told.is_sound and entries_agree(organization, told) and seals_agree(organization, told)
    return Compared(
        verdict=Verdict.GENUINE if is_genuine else Verdict.ALTERED,
        organization=organization,
        entries=len(told.hashes),
        documents=told.documents,
        newest=told.newest if is_genuine else "",
        is_behind=JournalEntry.objects.filter(organization=organization, id__gt=told.last).exists(),
    )


class Told:
    """What an export says. `is_sound` when it is written as an export is, and proves itself; raises whatever an ill-formed one raises."""

    def __init__(self, content: bytes) -> None:
        text = content.decode()
        lines = text.removesuffix("\n").split("\n")
        rows = [json.loads(line) for line in lines]
        entries, contents, documents, seals = (
            [row for row in rows if row["kind"] == kind] for kind in ("entry", "content", "document", "seal")
        )
        self.hashes: dict[int, str] = {row["number"]: row["hash"] for row in entries}
        if any(type(number) is not int or not 0 < number <= BigIntegerField.MAX_BIGINT for number in self.hashes):
            raise ValueError("an entry has no number")
        self.owners = {UUID(row["organization"]) for row in entries}
        self.last = max(self.hashes, default=0)
        self.newest = max((row["recorded_at"] for row in entries), default="")
        self.documents = len(documents)
        self.seals = {row["number"]: row["hash"] for row in seals}
        named = {json.loads(row["body"])["content"] for row in entries}
        self.is_sound = (
            text == "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            and named == {row["hash"] for row in contents}
            and not verifier.check_export(lines)[1]
        )


def entries_agree(organization: Organization, told: Told) -> bool:
    """The export holds every entry up to its last one, and each as the trail has it. Counted first: a lie is not worth reading for."""
    ours = JournalEntry.objects.filter(organization=organization, id__lte=told.last)
    return ours.count() == len(told.hashes) and dict(ours.values_list("id", "hash")) == told.hashes


def seals_agree(organization: Organization, told: Told) -> bool:
    """The export holds each seal that was made over its entries, and no other; their chain was proven already."""
    made = Seal.objects.filter(organization=organization, last_entry__lte=told.last)
    return dict(made.values_list("number", "hash")) == told.seals
