"""A file of real contracts walked by the practice officers: each row of the specific method from request to delivery."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from procurement.contracts_file import ContractRow, ContractsFile
from procurement.models import PurchaseKind
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from workflows import law
from workflows.calendar import fiscal_year, fiscal_year_bounds, is_working_day, next_working_day
from workflows.models import JournalEntry, Party
from workflows.practice import PracticeOffice, found_practice_office
from workflows.refusal import Refused

TITLE_CHARACTERS = 300
BUDGET_TIMES = 2000
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
INSPECTOR = (("orathai", "inspector"),)
SUPERVISOR = (("somchai", "supervisor"),)
PATHS = ("committee of three", "single inspector", "part delivery", "returned report")


@dataclass
class Tally:
    """What became of the rows, and which paths were walked how often."""

    rehearsed: int = 0
    completed: int = 0
    other_methods: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)


class Rehearsal:
    """One practice office, one file, one seed; run again with the same seed it is the same rehearsal."""

    def __init__(self, file: ContractsFile, seed: int) -> None:
        self.file, self.random, self.tally = file, random.Random(seed), Tally()  # noqa: S311  a rehearsal needs repetition, not secrecy
        self.year = file.fiscal_year or fiscal_year(date.today())  # noqa: DTZ011  only where a file tells no year at all
        _, last = fiscal_year_bounds(self.year)
        self.office: PracticeOffice = found_practice_office(
            suffix=f"-{file.digest[:8]}", is_practice=True, practice_today=last + timedelta(days=1)
        )
        self.vendors, self.lines = furnish(self.office, on=last, times=BUDGET_TIMES)

    def run(self, limit: int | None) -> Iterator[ContractRow]:
        """Each row as it has been walked, for a progress bar."""
        for row in self.file:
            if limit is not None and self.tally.rehearsed >= limit:
                return
            if row.is_specific:
                self.rehearse(row)
            else:
                self.tally.other_methods += 1
            yield row

    def rehearse(self, row: ContractRow) -> None:
        self.tally.rehearsed += 1
        try:
            self.walk(row)
            self.tally.completed += 1
        except Refused as refused:
            self.tally.refused.update(sorted(refused.codes)[:1])

    def walk(self, row: ContractRow) -> None:
        """Request to last delivery, on one day of the fiscal year."""
        amount, day = row.value_baht or Decimal(0), self.day_of(row)
        ceiling = law.value("procurement.single_inspector_ceiling_baht", day).value
        whole_committee = amount > ceiling or self.random.random() < 0.3  # a small purchase may have a committee too
        members = (
            *(COMMITTEE if whole_committee else INSPECTOR),
            *(SUPERVISOR if row.kind.value.lower() == PurchaseKind.WORKS else ()),
        )
        need = Need(
            row.title[:TITLE_CHARACTERS], ((row.title[:TITLE_CHARACTERS], "งาน", "1", str(amount)),), self.vendor_of(row), self.lines[2],
            kind=row.kind.value.lower(), members=members,
        )  # fmt: skip
        walk = Walk(self.office, need, days=defaultdict(lambda: day), road="consultant" if row.is_consultancy else "order")
        if self.random.random() < 0.1:
            walk.to(State.REPORTED)
            walk.perform("rattana", "return_report", reason="แนบใบเสนอราคาไม่ครบ")
            self.tally.paths["returned report"] += 1
        walk.to(State.ORDERED)
        if self.random.random() < 0.3 and amount > 1:
            walk.deliver(quantities={1: "0.5"}, amount_baht=(amount / 2).quantize(Decimal("0.01")), note_number="1")
            self.tally.paths["part delivery"] += 1
        walk.deliver(note_number="2")
        self.tally.paths["committee of three" if whole_committee else "single inspector"] += 1

    def day_of(self, row: ContractRow) -> date:
        """The source's own day where it tells one; otherwise a working day of the fiscal year, drawn from the seed."""
        first, last = fiscal_year_bounds(self.year)
        day = row.transacted_on or row.announced_on
        if day is None or not first <= day <= last:
            day = first + timedelta(days=self.random.randrange((last - first).days - 10))
        return day if is_working_day(day) else next_working_day(day)

    def vendor_of(self, row: ContractRow) -> Party:
        """Vendors are invented; the code only chooses among them."""
        return self.vendors[hash_of(row.vendor_code or row.project_id) % len(self.vendors)]

    @property
    def steps(self) -> int:
        return JournalEntry.objects.filter(organization=self.office.organization, procedure="purchase").count()


def hash_of(text: str) -> int:
    return sum(text.encode())
