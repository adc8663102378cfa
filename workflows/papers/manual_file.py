"""The manual as a file, made once for all its readers, and anew as soon as anything that it is made of has changed.

Its name is the hash of all that goes into it, the law, the declarations, the office's own settings and the day, so nothing here is out of
date. A program of its own lays it out: it takes the better part of a minute, and the typesetter's lock is for those who wait for a paper.
"""

import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from workflows.papers.kept import key_of
from workflows.papers.paper import Paper

logger = logging.getLogger(__name__)

STANDS_STILL_SECONDS = 180  # a page takes less than a second
KEPT_SECONDS = 24 * 60 * 60
FAILED = "failed"


@dataclass(frozen=True)
class ManualFile:
    """Where a manual lies once it is made, and how far it is until then."""

    organization: UUID
    key: str

    @property
    def file(self) -> Path:
        return Path(settings.MANUAL_ROOT) / f"{self.organization.hex}-{self.key}.pdf"

    @property
    def notes(self) -> Path:
        """How many pages are laid out; a word where that failed."""
        return self.file.with_suffix(".going")

    @property
    def is_ready(self) -> bool:
        return self.file.exists()

    @property
    def is_going(self) -> bool:
        """Whether a program is at it. What has not moved for long was broken off."""
        try:
            return time.time() - self.notes.stat().st_mtime < STANDS_STILL_SECONDS
        except FileNotFoundError:
            return False

    @property
    def noted(self) -> str:
        """What the program has written down last; nothing where none is at it, or it has just finished."""
        try:
            return self.notes.read_text() if self.is_going else ""
        except FileNotFoundError:
            return ""

    @property
    def has_failed(self) -> bool:
        return self.noted == FAILED

    @property
    def pages_done(self) -> int:
        noted = self.noted
        return int(noted) if noted.isdecimal() else 0

    def claim(self) -> bool:
        """Whether it is this caller who begins; of two that ask at the same time one. Should both take over what was broken off, it is made twice."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if not self.is_going:
            self.notes.unlink(missing_ok=True)
        try:
            self.notes.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def begin(self, name: str) -> bool:
        """Start the program. False where this machine starts none: then whoever asks makes it himself."""
        if not settings.STARTS_PROGRAMS:
            return False
        command = [sys.executable, str(settings.ROOT / "manage.py"), "make_manual", str(self.organization), name]
        quiet = subprocess.DEVNULL
        try:
            subprocess.Popen(command, cwd=settings.ROOT, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        except OSError:
            logger.exception("the manual is made while its reader waits")
            return False
        return True

    def make(self, paper: Paper) -> None:
        """Lay it out, and keep it. Raises what the typesetter raises, after a note for whoever waits."""
        from workflows.papers.printing import print_paper  # the typesetter takes most of a second to load

        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with told_page_by_page(self.notes):
                content = print_paper(paper)
        except Exception:
            self.notes.write_text(FAILED)
            raise
        put(self.file, content)
        self.notes.unlink(missing_ok=True)
        throw_away_old(self.file.parent)


def file_of(paper: Paper, organization: UUID) -> ManualFile:
    """By all that goes into it: the page as it is laid out, how it looks, who signs it."""
    from workflows.papers import pades
    from workflows.papers.certificate import signer
    from workflows.papers.files import OWN_FILES
    from workflows.papers.printing import html_of

    certificate = pades.fingerprint(signer())
    looks = [file.read_text() for file in sorted(OWN_FILES)]
    return ManualFile(organization, key_of(html_of(paper), paper.printed(certificate), certificate, settings.SECRET_KEY, *looks))


@contextmanager
def told_page_by_page(notes: Path) -> Iterator[None]:
    """The typesetter's own words on its progress, as the number of pages that it has begun."""
    teller, progress = Teller(notes), logging.getLogger("weasyprint.progress")
    before = progress.level
    progress.addHandler(teller)
    progress.setLevel(logging.INFO)
    try:
        yield
    finally:
        progress.removeHandler(teller)
        progress.setLevel(before)


class Teller(logging.Handler):
    """Writes down the page of each line that names one."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self.notes = notes

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg):
            put(self.notes, record.getMessage().rpartition(" ")[2].encode())


def put(file: Path, content: bytes) -> None:
    """Whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as half:
        half.write(content)
    Path(half.name).replace(file)


def throw_away_old(folder: Path) -> None:
    """What was made more than a day ago tells of another day."""
    for file in folder.glob("*"):
        if time.time() - file.stat().st_mtime > KEPT_SECONDS:
            file.unlink(missing_ok=True)
