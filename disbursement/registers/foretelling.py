"""What the steps of the money's registers will change, said before they are sent."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from disbursement.models import BudgetLine, Keyholder
from workflows.models import Organization
from workflows.registers.foretelling import Foretold, foretell
from workflows.thai import baht


def allotted(line: BudgetLine, change_baht: Decimal) -> Foretold:
    """A line's appropriation before and after a transfer."""
    return Foretold(_("%(line)s ตั้งไว้") % {"line": line}, baht(line.allotted_baht), baht(line.allotted_baht + change_baht))


@foretell("budget_register.add_to_line")
def addition(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield allotted(data["line"], data["amount_baht"])


@foretell("budget_register.move_between_lines")
def transfer(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield allotted(data["line"], -data["amount_baht"])
    yield allotted(data["to_line"], data["amount_baht"])


@foretell("receipt_book_register.hand_on")
def other_hands(_organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    """Who gives the book back, and who will answer for its slips."""
    yield Foretold(_("ผู้ถือเล่ม %(book)s") % {"book": data["book"]}, str(data["book"].holder or ""), str(data["holder"]))


@foretell("custody_register.appoint_committee")
def committee(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    """Key by key: who keeps it until the day before, and who from then on."""
    on = data["starts_on"]
    held = Keyholder.objects.filter(organization=organization, stands_in_for=None, starts_on__lt=on)
    before = {
        row.key_number: row.person.full_name for row in held.filter(Q(ends_on=None) | Q(ends_on__gte=on)).select_related("person")
    }
    after = {row["key_number"]: row["person"].full_name for row in data["members"]}
    for number in sorted(before | after):
        yield Foretold(_("กุญแจดอกที่ %(number)s") % {"number": number}, before.get(number, ""), after.get(number, ""))
