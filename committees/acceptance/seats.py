"""Who sits in the body now, who has declared, who attends, who has signed: read from the rows, nothing is asked of the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from committees.models import SeatName

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
LEADS = frozenset({SeatName.CHAIR, SeatName.INSPECTOR})


def sitting(rows: Rows) -> list[Row]:
    """The seats of those whom no order has replaced."""
    replaced = {row["replaces_id"] for row in rows["seats"]}
    return [row for row in rows["seats"] if row["person_id"] not in replaced]


def people(seats: Iterable[Row]) -> set[str]:
    return {row["person_id"] for row in seats}


def leads(rows: Rows) -> set[str]:
    """The chair, or the single inspector."""
    return people(row for row in sitting(rows) if row["seat"] in LEADS)


def undeclared(rows: Rows) -> set[str]:
    """Who sits and has said nothing yet of his interest."""
    return people(sitting(rows)) - people(rows["declarations"])


def interested(rows: Rows) -> set[str]:
    """Who sits and must be replaced, because he has an interest."""
    return people(sitting(rows)) & people(row for row in rows["declarations"] if row["has_interest"])


def attending(rows: Rows, absent: Collection[str]) -> set[str]:
    return people(sitting(rows)) - set(absent)


def opinions(rows: Rows, findings_number: int) -> dict[str, Row]:
    """Person → his opinion of these findings."""
    return {row["person_id"]: row for row in rows["opinions"] if row["findings_number"] == findings_number}
