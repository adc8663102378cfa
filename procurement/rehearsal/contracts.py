"""A file of real contracts lived through as a year: each of the specific method from the request to the money that the bank has paid.

The year goes day by day, as the office's clock does. Each contract is a road that says on which day it goes on; what was approved
for payment by the evening goes to the bank in one file.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from disbursement.rehearsal.fund_day import DaysBehind
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rehearsal.paying import pay_by_one_file
from procurement.contracts_file import ContractRow, ContractsFile
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.paths import NAMES, Path, drawn, inspectors, walked
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from workflows import law
from workflows.calendar import fiscal_year, fiscal_year_bounds, is_bank_day, on_working_day, working_days
from workflows.models import JournalEntry, Organization, Party
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.refusal import Refused

TITLE_CHARACTERS = 300
BUDGET_TIMES = 2000
BANK_BAHT = Decimal("2000000000.00")
DAYS_OF_A_LONG_ROAD = 75  # calendar days, with a late delivery, a second part and a transfer that comes back
DAYS_AFTER_THE_YEAR = 10  # in which the last days' money goes to the bank
DAYS_OF_A_SHORT_YEAR = 30  # from which the days that the source lacks are drawn when only so many contracts are rehearsed
DAYS_AT_THE_END = 10  # days that the source lacks are not drawn from the last of the year


@dataclass
class Tally:
    """What became of the rows, and which paths were completed how often."""

    rehearsed: int = 0
    completed: int = 0
    other_methods: int = 0
    days: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(NAMES, 0)))

    def __add__(self, other: "Tally") -> "Tally":
        """Both together; a path that neither walked stays, with none."""
        paths = Counter({name: self.paths[name] + other.paths[name] for name in self.paths | other.paths})
        return Tally(
            self.rehearsed + other.rehearsed, self.completed + other.completed, self.other_methods + other.other_methods,
            self.days + other.days, self.refused + other.refused, paths,
        )  # fmt: skip


@dataclass
class Contract:
    """One row on its road."""

    path: Path
    steps: Iterator[Any]
    comes_back: bool = False


class Rehearsal:
    """One practice office, one file, one seed; run again with the same seed it is the same rehearsal."""

    def __init__(self, file: ContractsFile, seed: int) -> None:
        self.file, self.random, self.tally = file, random.Random(seed), Tally()  # noqa: S311  a rehearsal needs repetition, not secrecy
        self.year = file.fiscal_year or fiscal_year(date.today())  # noqa: DTZ011  only where a file tells no year at all
        self.first, self.last = fiscal_year_bounds(self.year)
        began = on_working_day(self.first)
        suffix = f"-{Organization.objects.count() + 1}"  # a file may be rehearsed again beside the first time
        self.office: PracticeOffice = found_practice_office(suffix=suffix, is_practice=True, practice_today=began)
        self.vendors, self.lines = furnish(self.office, times=BUDGET_TIMES)
        for vendor in self.vendors:
            payee_account(self.office, vendor)
        bank_account(self.office, opening_balance_baht=BANK_BAHT)
        self.agenda: defaultdict[date, list[Contract]] = defaultdict(list)
        self.unpaid: list[tuple[Contract, Any]] = []
        self.money = DaysBehind(self.office, self.random)
        self.ended = self.drawn_days = 0

    def run(self, limit: int | None) -> Iterator[int]:
        """Live through the year; how many rows have come to their end by each evening, for a progress bar.

        With a limit, money comes in from the first contract's beginning to the last one's end only: a short rehearsal stays short.
        """
        whole_year = limit is None
        self.drawn_days = (self.last - self.first).days - DAYS_AT_THE_END if whole_year else DAYS_OF_A_SHORT_YEAR
        self.plan(limit)
        begins = self.first if whole_year else min(self.agenda, default=self.last)
        yield self.ended
        for day in working_days(self.first, self.last + timedelta(days=DAYS_AFTER_THE_YEAR)):
            if day > self.last and not self.money.left:
                return
            set_day(self.office, day)
            for contract in self.agenda.pop(day, []):
                self.go_on(contract)
            if is_bank_day(day):
                self.pay()
            if begins <= day <= self.last and (whole_year or self.goes_on):
                self.money.left.append(day)
            for path in self.money.close(day):
                self.tally.days += 1
                self.tally.paths[path] += 1
            yield self.ended

    @property
    def goes_on(self) -> bool:
        """Whether any contract has still something to do."""
        return bool(self.agenda or self.unpaid)

    def plan(self, limit: int | None) -> None:
        """On which day each contract begins, and what is to happen to it."""
        for row in self.file:
            if limit is not None and self.tally.rehearsed >= limit:
                return
            if row.is_specific:
                day = self.day_of(row)
                self.tally.rehearsed += 1
                self.agenda[day].append(self.contract(row, day))
            else:
                self.tally.other_methods += 1
                self.ended += 1

    def contract(self, row: ContractRow, day: date) -> Contract:
        amount_baht, kind = row.value_baht or Decimal(0), row.kind.value.lower()
        ceiling_baht = law.value("procurement.single_inspector_ceiling_baht", day).value
        has_time = day + timedelta(days=DAYS_OF_A_LONG_ROAD) <= self.last
        path = drawn(self.random, amount_baht, ceiling_baht, has_time=has_time)
        title = row.title[:TITLE_CHARACTERS]
        need = Need(
            title,
            ((title, "งาน", "1", str(amount_baht)),),
            self.vendor_of(row),
            self.lines[2],
            kind=kind,
            members=inspectors(path, kind),
        )
        road = Road(Walk(self.office, need, road="consultant" if row.is_consultancy else "order"))
        return Contract(path, walked(road, path), comes_back=path.returned_transfer)

    def go_on(self, contract: Contract) -> None:
        """As far as the road goes today: to another day, to the bank, or to its end."""
        try:
            wanted = next(contract.steps)
        except StopIteration:
            self.tally.completed += 1
            self.tally.paths.update(contract.path.names)
        except Refused as refused:
            self.tally.refused.update(sorted(refused.codes)[:1])
        else:
            if isinstance(wanted, date):
                self.agenda[wanted].append(contract)
            else:
                self.unpaid.append((contract, wanted))
            return
        self.ended += 1

    def pay(self) -> None:
        """The evening's bank file; what the bank sends back waits for the next."""
        going, self.unpaid = self.unpaid, []
        if not going:
            return
        returned = [payment for contract, payment in going if contract.comes_back]
        pay_by_one_file(self.office, [payment for _, payment in going], returned)
        for contract, payment in going:
            if contract.comes_back:
                contract.comes_back = False
                self.unpaid.append((contract, payment))
            else:
                self.go_on(contract)

    def day_of(self, row: ContractRow) -> date:
        """The source's own day where it tells one; otherwise a working day of the fiscal year, drawn from the seed."""
        day = row.transacted_on or row.announced_on
        if day is None or not self.first <= day <= self.last:
            day = self.first + timedelta(days=self.random.randrange(self.drawn_days))
        return on_working_day(day)

    def vendor_of(self, row: ContractRow) -> Party:
        """Vendors are invented; the code only chooses among them."""
        return self.vendors[sum((row.vendor_code or row.project_id).encode()) % len(self.vendors)]

    @property
    def steps(self) -> int:
        """All transitions of the office's documents."""
        return JournalEntry.objects.filter(organization=self.office.organization).count()
