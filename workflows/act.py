"""What a step's method receives: who acts, in what quality, on which day, under which law."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

from workflows import calendar, law, numbers
from workflows.evidence import Capacity, Evidence
from workflows.models import Document, Organization, User
from workflows.office import Office
from workflows.procedure import procedure_of
from workflows.refusal import Refusal
from workflows.step import Step

Row = TypeVar("Row", bound=Model)


class LawOn:
    """The law on a document's day, and a note of each value that was used."""

    def __init__(self, on: date, office: Office) -> None:
        self.on = on
        self.office = office
        self.used: dict[str, str] = {}

    def at(self, day: date) -> "LawOn":
        """The law of another day, where an act is judged by its own day and not by the document's; what is used is noted with the rest."""
        other = LawOn(day, self.office)
        other.used = self.used
        return other

    def value(self, key: str) -> law.Value:
        """The value in force. Raises UnknownLaw or NoLawInForce."""
        found = law.value(key, self.on, self.office.law_values)
        self.used[key] = str(found.value)
        return found

    def basis(self, key: str | law.Basis) -> law.Basis:
        return key if isinstance(key, law.Basis) else law.basis(key, self.on)

    def clause_of(self, step: Step) -> str:
        """The clause of a step in words."""
        return self.basis(step.basis_key).label


@dataclass
class Act:
    """One act of one step. A method refuses through it, and writes its side rows through it."""

    step: Step
    organization: Organization
    person: User | None
    capacity: Capacity | None
    acted_on: date
    today: date
    law: LawOn
    evidence: Evidence = field(default_factory=Evidence)
    cause: str = ""
    confirmed_by: tuple[str, ...] = ()
    by_machine: str = ""
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    rows_changed: bool = False
    written: set[str] = field(default_factory=set)
    wrote: dict[tuple[type[Model], Any], Model] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def refuse(self, *refusals: Refusal | None) -> None:
        """Collect reasons; the engine raises them all together once the method has ended."""
        self.refusals.extend(refusal for refusal in refusals if refusal is not None)

    def tell(self, **facts: Any) -> None:
        """Put into the entry what the step says and no content holds, such as an opinion."""
        self.facts.update(facts)

    def tell_change(self, label: str, before: str, after: str) -> None:
        """Put into the entry, in words that stay, what the step changes where no content says it: the trail shows it as any change."""
        self.facts.setdefault("changed", []).append({"label": label, "before": before, "after": after})

    def replace(self, document: Document, model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
        """Put these rows in place of those that the document has."""
        model._default_manager.filter(document=document.pk).delete()
        self.add(document, model, rows)

    def add(self, document: Document, model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
        """Add rows to the document. New facts are known without reading them again; content is always read as it was stored."""
        made = model._default_manager.bulk_create([model(document_id=document.pk, **row) for row in rows])
        self.written |= {row.pk.hex for row in made}
        known = self.evidence.with_facts(procedure_of(document), model, made)
        self.evidence = known or self.evidence
        self.rows_changed = self.rows_changed or known is None

    def change(self, row_model: type[Model], row: uuid.UUID, **values: Any) -> None:
        """Change one row of the document."""
        row_model._default_manager.filter(pk=row).update(**values)
        self.written.add(uuid.UUID(str(row)).hex)
        self.rows_changed = True

    def make(self, row_model: type[Row], **values: Any) -> Row:
        """A new row of the office that is none of the document's side rows, such as a movement of money: the entry tells it whole."""
        row = row_model._default_manager.create(organization=self.organization, **values)
        self.tell_rows(row)
        return row

    def update(self, rows: "QuerySet[Any]", **values: Any) -> None:
        """Change such rows; the entry tells how they stand then."""
        found = list(rows)
        rows.model._default_manager.filter(pk__in=[row.pk for row in found]).update(**values)
        for row in found:
            for name, value in values.items():
                setattr(row, name, value)
        self.tell_rows(*found)

    def tell_rows(self, *rows: Model) -> None:
        """Such rows as the step leaves them, however it wrote them."""
        self.wrote.update({(type(row), row.pk): row for row in rows})

    def take_number(self, series: str, on: date) -> str:
        """The next number of a series, as `numbers.take` gives it; the entry tells it, whatever column keeps it."""
        self.numbers[series] = numbers.take(self.organization, series, on)
        return self.numbers[series]

    def working_days_after(self, start: date, days: int) -> date:
        return calendar.add_working_days(start, days, self.law.office.special_days)

    def raised_grants(self) -> None:
        """What was granted or set has changed: every process reads the office anew at its next step.

        Whoever raises it at the same moment waits here, and counts on from what was committed meanwhile: two changes under one version
        would leave processes with the first of them.
        """
        own = Organization.objects.filter(pk=self.organization.pk)
        own.update(grants_version=F("grants_version") + 1)
        self.organization.grants_version = own.values_list("grants_version", flat=True).get()
