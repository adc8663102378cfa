"""An office on whose day the bank can move money, on whatever day of the week the tests run."""

from datetime import date
from typing import Any

from disbursement.rehearsal.walk import bank_day
from workflows.calendar import is_bank_day
from workflows.clock import now
from workflows.practice import PracticeOffice, found_practice_office


def bank_clock(today: date | None = None) -> dict[str, Any]:
    """Nothing while the banks are open, so that the office lives on the clock of the wall; on a closed day a practice clock on the next open one."""
    wall = today or now().date()
    return {} if is_bank_day(wall) else {"is_practice": True, "practice_today": bank_day(wall)}


def found_on_bank_day(**facts: Any) -> PracticeOffice:
    return found_practice_office(**bank_clock(), **facts)
