"""C6, D1: a day is opened after the day before was reported, and no day with movement is passed over."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from disbursement import proposing
from disbursement.asks import fund_day as asks
from disbursement.fund_day import accounts, keys
from disbursement.fund_day.states import BEFORE_REPORT, KEYHOLDER, RELEASING, SIGNING, State
from disbursement.models import CustodyAct, FundDayFacts
from disbursement.rules import fund_day as rules
from workflows import queries
from workflows.act import Act
from workflows.ids import as_ids
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import UNBORN, step
from workflows.thai import in_thai, long_date


def unreported(last: Any, act: Act) -> Refusal | None:
    """Why a day must wait for the one before, at whose desk that is, and where."""
    if last.state not in BEFORE_REPORT:
        return None
    holder = queries.held_by(last, queries.sitters(act.organization))
    return rules.day_before_unreported(last.day, str(State(last.state).label), holder, str(last.case_id), act.law)


class Opening(FundDayFacts):
    """One day of the office's money."""

    class Meta:
        abstract = True

    @step(label=_("เปิดเงินประจำวัน"), basis="receipt.cash_book", by=Role.FINANCE_OFFICER, source=UNBORN, target=State.OPEN)
    def open_day(self, act: Act, *, day: asks.Day, cash_account: asks.ACashAccount) -> None:
        """One for a day, each after the one before: the accounts' lock lets no two be opened beside each other, nor money move meanwhile."""
        accounts.lock(act.organization)
        last = self.latest(act)
        act.refuse(rules.day_not_come(day, act.acted_on, act.law), rules.day_opened(day, last.day if last else None, act.law))
        if last is not None and day > last.day:
            moved_on = min(accounts.moved_between(act.organization, last.day, day), default=None)
            act.refuse(
                unreported(last, act),
                rules.day_passed_over(moved_on, act.law),
            )
        self.day, self.live_day, self.cash_account = day, f"{act.organization.pk.hex}:{day}", cash_account
        self.title = in_thai(_("เงินประจำวันที่ %(day)s")) % {"day": long_date(day)}

    def latest(self, act: Act) -> Any:
        """The living day before this one; None where this is the first."""
        living = type(self).objects.filter(organization=act.organization, live_day__isnull=False)
        return living.exclude(pk=self.pk).order_by("-day").first()

    @classmethod
    def reported_until(cls, organization: uuid.UUID, since: date) -> date | None:
        """The last day of these that was reported, where none of them is before `since`."""
        days: Any = cls.objects.filter(organization=organization, live_day__isnull=False, day__gte=since)  # type: ignore[attr-defined]
        found: date | None = days.exclude(state__in=BEFORE_REPORT).order_by("-day").values_list("day", flat=True).first()
        return found

    @classmethod
    def surplus_worth(cls, organization: uuid.UUID, since: date, amount_baht: Decimal) -> Any:
        """The first of these days on which so much was counted too much, and ordered to be held; None where there is none (C8)."""
        days: Any = cls.objects.filter(organization=organization, live_day__isnull=False, day__gte=since)  # type: ignore[attr-defined]
        return days.filter(ordered_baht=amount_baht).order_by("day").first() if amount_baht > 0 else None

    @classmethod
    def surplus_above(cls, organization: uuid.UUID, since: date, amount_baht: Decimal) -> Any:
        """The first of these days whose surplus so much may be a part of; None where there is none."""
        days: Any = cls.objects.filter(organization=organization, live_day__isnull=False, day__gte=since)  # type: ignore[attr-defined]
        return days.filter(ordered_baht__gt=amount_baht).order_by("day").first() if amount_baht > 0 else None

    def previous(self) -> Any:
        """The living day before this one; None where this is the first."""
        living = type(self).objects.filter(organization=self.organization_id, live_day__isnull=False, day__lt=self.day)
        return living.order_by("-day").first()

    def deadline_start(self) -> date | None:
        """Every limit counts from the day itself."""
        return self.day

    def open_seats(self, seat: str, rows: keys.Rows) -> Any:
        """Whose turn it is: the seat is the permission, and a key is never handed to another (C3)."""
        waiting = {
            KEYHOLDER.name: lambda: keys.holders(rows),
            SIGNING.name: lambda: keys.signers(self, rows) - keys.signed(rows, CustodyAct.COUNT, self.count_number),
            RELEASING.name: lambda: keys.holders(rows) - keys.signed(rows, CustodyAct.RELEASE, self.count_number),
        }[seat]()
        return as_ids(waiting)

    def tables_awaited(self) -> Any:
        """What the page of the day shows of the money that its summary has still to take in."""
        from disbursement.fund_day.showing import waiting  # pages stand above steps

        return waiting(self)

    def seats_shown(self, rows: keys.Rows, person: Any) -> Any:
        """The committee on the case page."""
        from disbursement.fund_day.showing import shown  # pages stand above steps

        return shown(self, rows, person)

    def matter_signed(self, signing: Any, rows: keys.Rows) -> Any:
        """What was counted, what leaves the safe: where the signature is for that."""
        from disbursement.fund_day.showing import matter  # pages stand above steps

        return matter(self, signing.name)

    proposed = proposing.of_fund_day

    def bear_number(self, act: Act) -> None:
        """The day's number, given once, with its first paper."""
        if not act.refusals and not self.number:
            self.number = act.take_number("fund_day", self.day)

    @property
    def due_at_bank_baht(self) -> Any:
        """The whole of the day that goes to the bank next: out of the safe where it lay there."""
        return self.to_bank_baht if self.kept_baht else self.cash_baht + self.cheque_baht

    @property
    def to_bank_baht(self) -> Any:
        """What of this day lies in the safe, in baht, as it was counted."""
        return max(accounts.ZERO, self.kept_baht + self.difference_baht)
