"""What lies behind a voucher: the papers that its case has already, with their numbers and days, so that nobody copies them by hand."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from disbursement.models import EvidenceKind


class Printed(NamedTuple):
    """A paper of the system's own: of which document, and under which name."""

    procedure: str
    document: UUID
    name: str


class Behind(NamedTuple):
    """A paper that the case knows of. One that the system `is_made` itself lies in the case, whether or not it was printed for the bundle."""

    number: str
    dated: date | None
    is_made: bool = False
    printed: Printed | None = None


Known = Mapping[EvidenceKind, Behind]
# Higher procedures append: each function gives the papers that it has made or recorded in the case of a voucher.
BEHIND: list[Callable[[Any], Known]] = []


def behind(voucher: Any) -> dict[EvidenceKind, Behind]:
    """Every paper that is known, by its kind; what the voucher was given by value holds, whatever else is known of it."""
    given = {
        EvidenceKind.ORDER: Behind(voucher.order_number, voucher.ordered_on),
        EvidenceKind.ACCEPTANCE: Behind(voucher.acceptance_number, voucher.accepted_on, is_made=True),
    }
    found = {kind: paper for give in BEHIND for kind, paper in give(voucher).items()}
    for kind, paper in given.items():
        known = found.get(kind, paper)
        found[kind] = Behind(paper.number, paper.dated, paper.is_made or known.is_made, paper.printed or known.printed)
    return found


def made(known: Known) -> frozenset[str]:
    """The kinds that lie in the system."""
    return frozenset(kind for kind, paper in known.items() if paper.is_made)


def named(rows: Iterable[Mapping[str, Any]], known: Known) -> list[dict[str, Any]]:
    """The rows of evidence, each without number or day with those that are known."""
    nothing = Behind("", None)
    papers = [(row, known.get(EvidenceKind(row["kind"]), nothing)) for row in rows]
    return [{**row, "number": row["number"] or paper.number, "dated": row["dated"] or paper.dated} for row, paper in papers]
