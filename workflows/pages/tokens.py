"""โทเคนของเครื่อง: what programs of a person may act with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class TokenShown:
    """One that has not been taken back. The secret is not among what is known of it."""

    name: str
    given_on: date
    ends_on: date
    is_over: bool
    used_at: datetime | None
    take_back_url: str


@dataclass(frozen=True, kw_only=True)
class TokenPage:
    """A new token with its secret, this once."""

    template: ClassVar[str] = "workflows/token.html"
    code: str
    name: str
    ends_on: date
    address: str
    back_url: str
