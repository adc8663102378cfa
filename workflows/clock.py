"""Which day it is: in Asia/Bangkok, or on the clock of an organization that practises."""

from datetime import date, datetime

from workflows.models import Organization
from workflows.thai import BANGKOK


def now() -> datetime:
    return datetime.now(BANGKOK)


def today(organization: Organization) -> date:
    """The office's day. A practice organization moves its own; `recorded_at` never follows it."""
    if organization.is_practice and organization.practice_today:
        return organization.practice_today
    return now().date()


def localized(moment: datetime) -> datetime:
    """A moment in the office's time."""
    return moment.astimezone(BANGKOK)
