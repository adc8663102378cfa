"""Which day it is: in Asia/Bangkok, or on the clock of an organization that practises."""

from datetime import date, datetime

from django.utils import timezone

from workflows.models import Organization


def now() -> datetime:
    return timezone.localtime()


def today(organization: Organization) -> date:
    """The office's day. A practice organization moves its own; `recorded_at` never follows it."""
    if organization.is_practice and organization.practice_today:
        return organization.practice_today
    return timezone.localdate()
