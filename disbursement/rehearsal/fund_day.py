"""A day's money walked by the nine officers, from the slips to the bank or through the safe, each step by the person whose step it is."""

import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disbursement.fund_day import FundDay, gathering
from disbursement.fund_day.keys import holders, signed, signers
from disbursement.fund_day.sealing import seal_report
from disbursement.fund_day.states import PAY_IN_SLIP, State
from disbursement.models import CustodyAct, Keyholder
from disbursement.registers import CustodyRegister
from disbursement.rehearsal.collecting import QUARTER_BAHT, counted, furnish_collector, receive_a_day
from disbursement.rehearsal.furnishing import bank_account, cash_account
from disbursement.rehearsal.furnishing import signed as register_step
from disbursement.rehearsal.walk import acted, paper
from workflows import clock, engine
from workflows.calendar import is_bank_day, next_deposit_day
from workflows.models import User
from workflows.offers import seen_by
from workflows.practice import PracticeOffice
from workflows.proof import Proof

KEYHOLDERS = ("rattana", "somchai", "duangjai")
CARRIERS = ("theera", "porntip")
MORNING = frozenset({"release", "take_over", "deposit_kept"})
ORDER = "165/2569"
SHORT, LATE, FOUND_SHORT_BAHT = 0.15, 0.2, QUARTER_BAHT  # how often a count of kept money is short, or its deposit late


class DayPath(models.TextChoices):
    """What becomes of the money of a rehearsed day."""

    DEPOSITED = "deposited_same_day", _("ฝากธนาคารในวันเดียวกัน")
    OVERNIGHT = "kept_overnight", _("เก็บในตู้นิรภัยข้ามคืน")
    WEEKEND = "kept_over_weekend", _("เก็บในตู้นิรภัยข้ามวันหยุด")
    SHORT_COUNT = "short_count", _("ตรวจนับเงินขาด")
    LATE_DEPOSIT = "late_deposit", _("นำฝากล่าช้า")


def custody_committee(office: PracticeOffice, on: date) -> None:
    """Three officers, each with a key of his own, by order of นายก; appointed when first asked for."""
    if Keyholder.objects.filter(organization=office.organization, starts_on__lte=on, stands_in_for=None).exists():
        return
    members = [{"person": office.people[who].pk, "key_number": key} for key, who in enumerate(KEYHOLDERS, start=1)]
    facts = {"order_number": ORDER, "ordered_on": on, "starts_on": on}
    register_step(office, "boonmee", CustodyRegister, "appoint_committee", on, members=members, **facts)


@dataclass
class DayWalk:
    """The day as it stands after the last step. `hands` says who acts for whom; `morning` is the day on which the safe is opened."""

    office: PracticeOffice
    day: date
    fund_day: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    is_kept: bool = False
    short_baht: Decimal = Decimal(0)

    @property
    def morning(self) -> date:
        return next_deposit_day(self.day)

    def on(self, step: str) -> date:
        """On which day a step is acted: on the day itself, in the morning after it, and never before the step that it follows."""
        wanted = self.days.get(step, self.morning if step in MORNING else self.day)
        last = self.fund_day.last_acted_on if self.fund_day else wanted
        return wanted if step in self.days else max(wanted, last)

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.fund_day = acted(self.office, self.hands.get(step, who), self.fund_day, step, self.on(step), **data)
        return self.fund_day

    def open(self, **changes: Any) -> Any:
        person = self.office.people[self.hands.get("open_day", "theera")]
        facts = {"day": self.day, "cash_account": cash_account(self.office, on=self.day), **changes}
        self.fund_day = engine.open_document(
            person, FundDay, self.office.organization, acted_on=self.on("open_day"), proof=Proof(person.pk, timezone.now()), **facts
        ).document
        return self.fund_day

    def prepare(self, **changes: Any) -> Any:
        return self.perform("theera", "prepare_summary", **{"late_reason": "", **changes})

    def compare(self, **changes: Any) -> Any:
        right = {"total_baht": self.fund_day.amount_baht, "wrote_on_last_copy": True}
        return self.perform("kanda", "compare", **{**right, **changes})

    def bank(self) -> Any:
        """To the bank on the day, or to the committee."""
        if self.is_kept:
            return self.perform("theera", "keep", keep_reason="รับเงินหลังธนาคารปิดทำการ")
        return self.deposit("deposit")

    def deposit(self, step: str, **changes: Any) -> Any:
        """All of it into one account, its stamped slip attached."""
        whole = self.fund_day.cash_baht + self.fund_day.cheque_baht if step == "deposit" else self.fund_day.to_bank_baht
        self.attach(step)
        late = {"late_deposit_reason": ""} if step == "deposit_kept" else {}
        right = {"deposits": [self.slip(whole)], "carriers": [self.office.people[who].pk for who in CARRIERS], **late}
        return self.perform("theera", step, **{**right, **changes})

    def slip(self, amount_baht: Decimal, account: int = 0) -> dict[str, Any]:
        return {
            "account": bank_account(self.office, account).pk,
            "amount_baht": amount_baht,
            "slip_number": f"PI{self.fund_day.number}",
        }

    def attach(self, step: str) -> Any:
        self.fund_day = acted(
            self.office, "theera", self.fund_day, "attach", self.on(step), kind=PAY_IN_SLIP, file=paper("pay-in.pdf")
        )
        return self.fund_day

    def draw_up(self) -> Any:
        """The report, and its seals; where the transaction of a test is still open, the clock's part is done here."""
        self.perform("theera", "draw_up_report")
        return self.seal()

    def seal(self) -> Any:
        self.fund_day = seal_report(FundDay, self.fund_day.pk)
        return self.fund_day

    def count(self, counted_baht: Decimal | None = None, **changes: Any) -> Any:
        """Everything that the books say, less what is short."""
        short = min(self.short_baht, self.fund_day.books_baht)
        amount = self.fund_day.books_baht - short if counted_baht is None else counted_baht
        instruments = min(self.fund_day.books_cheque_baht, amount)
        note = "นับซ้ำสองครั้งแล้ว เงินไม่ตรงกับรายงาน" if amount != self.fund_day.books_baht else ""
        cheques = {"instruments_baht": instruments, "instruments_count": int(bool(instruments))}
        right = {"counts": counted(amount - instruments), **cheques, "count_note": note}
        return self.perform(KEYHOLDERS[0], "record_count", **{**right, **changes})

    def waiting(self, step: str) -> Iterable[str]:
        """Who has not signed, or not turned his key."""
        rows = seen_by(self.fund_day, None).rows
        if step == "release":
            left = holders(rows) - signed(rows, CustodyAct.RELEASE, self.fund_day.count_number)
        else:
            left = signers(self.fund_day, rows) - signed(rows, CustodyAct.COUNT, self.fund_day.count_number)
        return [self.name_of(User.objects.get(pk=person)) for person in sorted(left)]

    def name_of(self, person: User) -> str:
        return next(name for name, known in self.office.people.items() if known == person)

    def all(self, step: str) -> Any:
        """Each alone, until nobody is missing."""
        for who in self.waiting(step):
            self.perform(who, step)
        return self.fund_day

    def to(self, state: str) -> Any:
        """Go on until the day stands at a state of its road."""
        if self.fund_day is None:
            self.open()
        while self.fund_day.state != state:
            DAY_ROAD[State(self.fund_day.state)](self)
        return self.fund_day


def go_from_open(walk: DayWalk) -> Any:
    """A day without receipts says so, and goes to its report."""
    office, day = walk.office.organization, walk.fund_day
    slips, kept_back = gathering.received(office, day.day), gathering.non_cash(office, day.day, day.pk)
    if slips or kept_back:
        is_old = any(slip.collected_on < day.day for slip in slips) or any(row.received_on < day.day for row in kept_back)
        is_behind = is_old or any(gathering.outstanding(office, day.day))
        return walk.prepare(late_reason="ผู้เก็บเงินกลับถึงสำนักงานหลังปิดรับเงิน" if is_behind else "")
    return walk.perform("theera", "note_no_receipts")


RULING = {
    False: "ให้สอบข้อเท็จจริงและเรียกเงินที่ขาดคืนโดยออกใบเสร็จ",
    True: "ให้รับไว้เป็นเงินรับฝาก และสืบหาที่มาของเงินที่เกิน",
}


def deposit_late_or_not(walk: DayWalk) -> Any:
    late = walk.on("deposit_kept") > walk.morning
    return walk.deposit("deposit_kept", late_deposit_reason="ธนาคารในพื้นที่ปิดปรับปรุงระบบ" if late else "")


DAY_ROAD: Mapping[State, Callable[[DayWalk], Any]] = {
    State.OPEN: go_from_open,
    State.CHECKING: lambda walk: walk.perform("rattana", "check_summary"),
    State.COMPARING: DayWalk.compare,
    State.BANKING: DayWalk.bank,
    State.REPORTING: DayWalk.draw_up,
    State.AWAITING_SEAL: DayWalk.seal,
    State.COUNTING: DayWalk.count,
    State.SIGNING: lambda walk: walk.all("sign_count"),
    State.DIFFERENCE: lambda walk: walk.perform(
        "boonmee", "order_on_difference", reason=RULING[walk.fund_day.difference_baht > 0], order_number="231/2569"
    ),
    State.IN_SAFE: lambda walk: walk.all("release"),
    State.RELEASED: lambda walk: walk.perform("theera", "take_over", handed_baht=walk.fund_day.to_bank_baht),
    State.IN_HAND: deposit_late_or_not,
    State.PASSING: lambda walk: walk.perform("wilai", "pass_report"),
    State.ACKNOWLEDGING: lambda walk: walk.perform("boonmee", "acknowledge"),
}


def walk_fund_day(
    office: PracticeOffice, day: date, *, is_kept: bool = False, short_baht: Decimal = Decimal(0), deposited_on: date | None = None,
    until: State = State.CLOSED,
) -> Any:  # fmt: skip
    """One day of the office's money, as the slips that were received stand; the day comes back at `until`.

    is_kept       overnight in the safe (over a weekend where the day is a Friday), and deposited on the next working day
    short_baht    so much is missing at the count, or lies there too much where it is negative: นายก orders, and the books follow
    deposited_on  a later day on which the kept money was banked, with its reason
    """
    custody_committee(office, day)
    walk = DayWalk(office, day, is_kept=is_kept or deposited_on is not None, short_baht=short_baht)
    if deposited_on is not None:
        walk.days = {"deposit_kept": deposited_on}
    return walk.to(until)


def walk_days(
    office: PracticeOffice, days: Iterable[date], rng: random.Random, *, kept_share: float = 0.3, slips_max: int = 4
) -> Iterator[tuple[Any, DayPath]]:
    """A day of slips and of money for each working day, closed one by one, with the path that it took.

    Drawn from the seed: most are banked on the day, some lie overnight or over a weekend in the safe; one count in so many is short,
    one deposit in so many is late.
    """
    banked_on = date.min
    for day in days:
        receive_a_day(office, day, rng, slips_max=slips_max)
        path, facts = drawn_path(day, rng, kept_share)
        if day < banked_on:  # each day is walked to its end, and the money of the one before is at the bank already
            path, facts = DayPath.DEPOSITED, {}
        if not is_bank_day(day) and not facts:
            path, facts = DayPath.OVERNIGHT, {"is_kept": True}
        banked_on = facts.get("deposited_on", banked_on)
        closed = walk_fund_day(office, day, **facts)
        yield closed, DayPath.OVERNIGHT if path == DayPath.SHORT_COUNT and not closed.difference_baht else path


def drawn_path(day: date, rng: random.Random, kept_share: float) -> tuple[DayPath, dict[str, Any]]:
    """What becomes of the money of a day, and what `walk_fund_day` is told."""
    if rng.random() > kept_share:
        return DayPath.DEPOSITED, {}
    if rng.random() < SHORT:
        return DayPath.SHORT_COUNT, {"is_kept": True, "short_baht": FOUND_SHORT_BAHT}
    if rng.random() < LATE:
        return DayPath.LATE_DEPOSIT, {"deposited_on": next_deposit_day(next_deposit_day(day))}
    return (DayPath.WEEKEND if next_deposit_day(day) - day > timedelta(days=1) else DayPath.OVERNIGHT), {"is_kept": True}


class DaysBehind:
    """The money of each day, walked once whatever may happen to it lies in the past: a late deposit comes on the second day after."""

    def __init__(self, office: PracticeOffice, rng: random.Random) -> None:
        furnish_collector(office, clock.today(office.fresh()))
        self.left: deque[date] = deque()
        self.walked = walk_days(office, iter(self.left.popleft, None), rng)

    def close(self, today: date) -> Iterator[DayPath]:
        """The path of each day that is far enough back."""
        while self.left and next_deposit_day(next_deposit_day(self.left[0])) <= today:
            yield next(self.walked)[1]
