"""What anybody sees without signing in: whether a paper, a file or a seal is ours."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from workflows.pages.parts import Pair


@dataclass(frozen=True, kw_only=True)
class ProvenPaper:
    """One paper under the code. The standing is `current`, `superseded`, `sent_back` or `cancelled`.

    `signed` says of each signature in what position and on which day; never by whom. `later` is the print that took its place.
    `case_url` leads whoever works in the office that issued it to the case.
    """

    standing: str
    title: str
    number: str
    version: int
    code: str
    organization: str
    acted_on: date
    time_of_data: datetime
    is_practice: bool = False
    amount_baht: Decimal | None = None
    signed: tuple[Pair, ...] = ()
    changed_at: datetime | None = None
    change: str = ""
    later: str = ""
    later_url: str = ""
    case_url: str = ""


@dataclass(frozen=True)
class SealShown:
    """A seal of the trail, as it stands on a daily report."""

    organization: str
    number: int
    entries: int
    sealed_at: datetime
    hash: str


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What an uploaded file turned out to be. The tone is `good`, `now` or `stop`; `facts` say what was compared."""

    tone: str
    sentence: str
    text: str
    facts: tuple[Pair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VerifyPage:
    """`code` is what was typed or scanned; `fault` says why it can be no code, `is_unknown` that nothing was issued under it."""

    template: ClassVar[str] = "workflows/verify.html"
    code: str = ""
    fault: str = ""
    file_fault: str = ""
    is_unknown: bool = False
    wait_minutes: int = 0
    limit_megabytes: int = 0
    papers: tuple[ProvenPaper, ...] = ()
    seal: SealShown | None = None
    file: CheckedFile | None = None
