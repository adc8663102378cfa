"""Who holds the keys: of the office on a day, by the register's orders; of one report, by its rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from disbursement.models import CustodyAct, Keyholder
from disbursement.rules import custody as custody_rules
from workflows.act import Act
from workflows.refusal import Refusal

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def in_force(organization: Any, on: date) -> list[Keyholder]:
    """The committee of a day, each member or whoever stands in for him, in the order of the keys (C4)."""
    lasting = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    found = list(Keyholder.objects.filter(lasting, organization=organization))
    substitutes = {row.stands_in_for_id: row for row in found if row.stands_in_for_id}
    return sorted((substitutes.get(row.pk, row) for row in found if row.stands_in_for_id is None), key=lambda row: row.key_number)


def changed_hands(act: Act) -> Refusal | None:
    """Why a member of this report's committee is none on the day of the act; None where he is, and for the finance officer."""
    holding = {row.person_id.hex for row in in_force(act.organization, act.acted_on)}
    return custody_rules.key_changed_hands(act.person.pk.hex if act.person else "", holders(act.evidence.rows), holding, act.law)


def as_seats(keyholders: Sequence[Keyholder]) -> list[dict[str, Any]]:
    return [
        {
            "position": row.key_number, "person_id": row.person_id, "position_title": row.position_title, "by_position": row.by_position,
            "stands_in": row.stands_in_for_id is not None, "order_number": row.order_number, "ordered_on": row.ordered_on,
        }
        for row in keyholders
    ]  # fmt: skip


def holders(rows: Rows) -> set[str]:
    return {row["person_id"] for row in rows["keys"]}


def signed(rows: Rows, act: CustodyAct, count_number: int) -> set[str]:
    """Who has signed this count, or turned his key after it."""
    return {row["person_id"] for row in rows["signatures"] if (row["act"], row["count_number"]) == (act, count_number)}


def signers(day: Any, rows: Rows) -> set[str]:
    """All members; where the count differs from the books, whoever drew up the report too (C8)."""
    return holders(rows) | ({day.drawn_up_by_id.hex} if day.differs and day.drawn_up_by_id else set())


def all_signed(day: Any) -> bool:
    return signers(day, day.rows) <= signed(day.rows, CustodyAct.COUNT, day.count_number)


def all_released(day: Any) -> bool:
    return holders(day.rows) <= signed(day.rows, CustodyAct.RELEASE, day.count_number)
