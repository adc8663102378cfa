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
    """Each entry and seal of an export against the trail, and then its own proof. A few statements, whatever its size.

    The proof comes last: it costs as many steps as somebody wrote entries times seals, so only what agrees with the trail is worth it.
    """
    try:
        told = Told(content)
    except Exception:  # whatever the reader stumbles over, the file is not as an export is written
        return Compared(Verdict.ALTERED)
    organization = Organization.objects.filter(pk__in=told.owners).first() if len(told.owners) == 1 else None
    if organization is None:
        return Compared(Verdict.FOREIGN)
    is_genuine = entries_agree(organization, told) and seals_agree(organization, told) and told.is_sound()
    return Compared(
        verdict=Verdict.GENUINE if is_genuine else Verdict.ALTERED,
        organization=organization,
        entries=len(told.hashes),
        documents=told.documents,
        newest=told.newest if is_genuine else "",
        is_behind=JournalEntry.objects.filter(organization=organization, id__gt=told.last).exists(),
    )


class Told:
    """What an export says. Raises whatever an ill-formed one raises."""

    def __init__(self, content: bytes) -> None:
        self.text = content.decode()
        self.lines = self.text.removesuffix("\n").split("\n")
        self.rows = [json.loads(line) for line in self.lines]
        entries, contents, documents, seals = (
            [row for row in self.rows if row["kind"] == kind] for kind in ("entry", "content", "document", "seal")
        )
        self.hashes: dict[int, str] = {row["number"]: row["hash"] for row in entries}
        if any(type(number) is not int or not 0 < number <= BigIntegerField.MAX_BIGINT for number in self.hashes):
            raise ValueError("an entry has no number")
        self.owners = {UUID(row["organization"]) for row in entries}
        self.last = max(self.hashes, default=0)
        self.newest = max((row["recorded_at"] for row in entries), default="")
        self.documents = len(documents)
        self.seals = {row["number"]: row["hash"] for row in seals}
        self.named = {json.loads(row["body"])["content"] for row in entries}
        self.contents = {row["hash"] for row in contents}
        if (len(self.hashes), len(self.seals)) != (len(entries), len(seals)):
            raise ValueError("an entry or a seal stands there twice")

    def is_sound(self) -> bool:
        """Whether it is written as an export is, and proves itself; whatever the verifier stumbles over is no sound export."""
        try:
            faults = self.named != self.contents or verifier.check_export(self.lines)[1]
        except Exception:
            return False
        return not faults and self.text == "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows)


def entries_agree(organization: Organization, told: Told) -> bool:
    """The export holds every entry up to its last one, and each as the trail has it. Counted first: a lie is not worth reading for."""
    ours = JournalEntry.objects.filter(organization=organization, id__lte=told.last)
    return ours.count() == len(told.hashes) and dict(ours.values_list("id", "hash")) == told.hashes


def seals_agree(organization: Organization, told: Told) -> bool:
    """The export holds each seal that was made over its entries, and no other; their chain is proven after that."""
    made = Seal.objects.filter(organization=organization, last_entry__lte=told.last)
    return dict(made.values_list("number", "hash")) == told.seals
