"""The papers of one month in one file: asked for by a person, made in the background, kept for a day.

Each paper is printed in turn and put down as a file of its own, so that memory holds one paper at a time and a work that was broken off
goes on where it stood. The clock takes up whatever waits; a request also starts a program at once, so that nobody waits for the clock.
"""

import logging
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.dates import month_of
from workflows.models import Bundle, BundleState, JournalEntry, Organization, User
from workflows.offers import document_for
from workflows.papers.joining import Part, join
from workflows.papers.register import PRINTABLE, printed
from workflows.procedure import PROCEDURES
from workflows.thai import in_thai

logger = logging.getLogger(__name__)

KEPT = timedelta(days=1)
STANDS_STILL = timedelta(minutes=3)  # a paper takes less than a second
ATTEMPTS_MAX = 3
PAPERS_MAX = 500  # joining them takes a quarter of a megabyte each


@dataclass(frozen=True)
class Wanted:
    """One paper of a bundle."""

    procedure: str
    document: uuid.UUID
    name: str

    @property
    def file(self) -> str:
        return f"{self.document}-{self.name}.pdf"


class TooMany(Exception):
    """More papers than one file may hold."""


class Unwanted(Exception):
    """Whoever asked has cancelled, or another worker has taken the bundle."""


# ── asking ──


def ask(person: User, month: date, procedure: str = "", paper: str = "") -> Bundle:
    """The bundle of a request: asked twice, it is the same one; a failed one begins again. Raises KeyError for a paper that nobody prints."""
    if procedure or paper:
        PRINTABLE[procedure, paper]
    now = timezone.now()
    bundle, _made = Bundle.objects.get_or_create(
        person=person, procedure=procedure, paper=paper, month=month.replace(day=1),
        defaults={"organization": person.organization, "asked_at": now, "touched_at": now},
    )  # fmt: skip
    if bundle.state == BundleState.FAILED:
        shutil.rmtree(folder_of(bundle), ignore_errors=True)  # its papers may have been made anew since they were printed
    failed = Bundle.objects.filter(pk=bundle.pk, state=BundleState.FAILED)
    failed.update(state=BundleState.WAITING, asked_at=now, attempts=0, done=0, told="", touched_at=now)
    bundle.refresh_from_db()
    return bundle


def begin() -> None:
    """Start the work at once in a program of its own; where that cannot be, the clock does it within a minute."""
    if not settings.STARTS_PROGRAMS:
        return
    command = [sys.executable, str(settings.ROOT / "manage.py"), "make_bundles"]
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(command, cwd=settings.ROOT, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        logger.exception("the bundles wait for the clock")


def throw_away(bundle: Bundle) -> None:
    """Cancel, or tidy up: the row first, at which a worker stops, then the files."""
    Bundle.objects.filter(pk=bundle.pk).delete()
    shutil.rmtree(folder_of(bundle), ignore_errors=True)


def folder_of(bundle: Bundle) -> Path:
    return Path(settings.BUNDLE_ROOT) / str(bundle.pk)


def file_of(bundle: Bundle) -> Path:
    """The whole, as this attempt makes it: whoever comes back from an earlier one can neither take nor spoil it."""
    return folder_of(bundle) / f"whole-{bundle.asked_at:%Y%m%d%H%M%S%f}-{bundle.attempts}.pdf"


def title_of(bundle: Bundle) -> str:
    """As people read it: the kind of paper and the month."""
    kind = PRINTABLE.get((bundle.procedure, bundle.paper))
    return f"{kind.title if kind else _('เอกสารทุกชนิด')} {month_of(bundle.month)}"


# ── making ──


def work(organization: Organization) -> Iterator[str]:
    """A chore of the clock: throw away what is old, and make what waits. Says in a line what it did."""
    for old in Bundle.objects.filter(organization=organization, touched_at__lt=timezone.now() - KEPT):
        throw_away(old)
    while bundle := claimed(organization):
        yield made(bundle)


def claimed(organization: Organization) -> Bundle | None:
    """The next bundle, now this worker's; nothing while another worker of the office is at one."""
    now = timezone.now()
    still = Q(state=BundleState.WORKING, touched_at__lt=now - STANDS_STILL)
    own = Bundle.objects.filter(organization=organization)
    if own.filter(state=BundleState.WORKING).exclude(still).exists():
        return None
    for bundle in own.filter(Q(state=BundleState.WAITING) | still).order_by("asked_at"):
        mine = Bundle.objects.filter(pk=bundle.pk, state=bundle.state, touched_at=bundle.touched_at)
        if bundle.attempts >= ATTEMPTS_MAX:
            told = in_thai(_("พิมพ์หยุดกลางคันหลายครั้ง แจ้งผู้ดูแลระบบ แล้วขอใหม่"))
            mine.update(state=BundleState.FAILED, told=told, touched_at=now)
        elif mine.update(state=BundleState.WORKING, touched_at=now, attempts=F("attempts") + 1):
            bundle.refresh_from_db()
            return bundle
    return None


def made(bundle: Bundle) -> str:
    """Make one bundle, and say how it ended."""
    title = in_thai(title_of(bundle))
    try:
        papers = wanted(bundle)
        parts = list(parts_of(bundle, papers))
        if parts:
            join(parts, file_of(bundle), title, lambda: touch(bundle))
        touch(bundle, state=BundleState.READY, done=len(parts), total=len(parts))
    except Exception as error:  # whatever it is, whoever waits must read it, and the next bundle must not wait behind it
        told = str(error) if isinstance(error, TooMany) else in_thai(_("พิมพ์ไม่สำเร็จ แจ้งผู้ดูแลระบบ แล้วขอใหม่"))
        if not held(bundle).update(state=BundleState.FAILED, told=told, touched_at=timezone.now()):
            return put_down(bundle, title)
        logger.exception("bundle %s", bundle.pk)
        return f"{title}: {told}"
    clear_away(bundle)
    return f"{title}: {len(parts)} ฉบับ"


def clear_away(bundle: Bundle) -> None:
    """All but the finished file; a worker that comes back late finds his own gone, and the bundle another's."""
    for file in folder_of(bundle).glob("*"):
        if file != file_of(bundle):
            file.unlink(missing_ok=True)


def held(bundle: Bundle) -> QuerySet[Bundle]:
    """The bundle while it is wanted, and still this worker's."""
    return Bundle.objects.filter(pk=bundle.pk, state=BundleState.WORKING, asked_at=bundle.asked_at, attempts=bundle.attempts)


def put_down(bundle: Bundle, title: str) -> str:
    """What becomes of a work that is this worker's no more: cancelled, its files go; another's, they are his to finish."""
    if Bundle.objects.filter(pk=bundle.pk).exists():
        return f"{title}: ผู้อื่นทำต่อ"
    shutil.rmtree(folder_of(bundle), ignore_errors=True)
    return f"{title}: ยกเลิก"


def wanted(bundle: Bundle) -> list[Wanted]:
    """Every paper that a step made in the month, by kind and then by day; of documents that have become void none. Raises TooMany."""
    kinds = [key for key in PRINTABLE if not bundle.paper or key == (bundle.procedure, bundle.paper)]
    makers = {
        (procedure, step.name): paper
        for procedure, paper in kinds
        for step in PROCEDURES[procedure].steps.values()
        if step.paper == paper
    }
    first = bundle.month
    entries = (
        JournalEntry.objects.filter(organization=bundle.organization_id, acted_on__gte=first, acted_on__lt=next_month(first))
        .filter(procedure__in={procedure for procedure, _step in makers}, step__in={step for _procedure, step in makers})
        .order_by("acted_on", "id")
        .values_list("procedure", "step", "document_id", "document__state")
    )
    found: dict[Wanted, None] = {}
    for procedure, step, document, state in entries:
        paper = makers.get((procedure, step))
        if paper and state not in PROCEDURES[procedure].void:
            found[Wanted(procedure, document, paper)] = None
    if len(found) > PAPERS_MAX:
        told = _("เดือนนี้มี %(papers)s ฉบับ รวมได้ครั้งละไม่เกิน %(most)s ฉบับ เลือกทีละชนิด")
        raise TooMany(in_thai(told % {"papers": len(found), "most": PAPERS_MAX}))
    order = {key: place for place, key in enumerate(kinds)}
    return sorted(found, key=lambda one: order[one.procedure, one.name])


def next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def parts_of(bundle: Bundle, papers: Sequence[Wanted]) -> Iterator[Part]:
    """Each paper as a file of its own, with its name in the table of contents; what an earlier attempt has printed is not printed again."""
    folder = folder_of(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(papers):
        touch(bundle, done=number, total=len(papers))
        part, kind = folder / one.file, PRINTABLE[one.procedure, one.name]
        try:
            document = document_for(bundle.person, PROCEDURES[one.procedure].model, one.document)
            if not kind.is_of(document):
                continue
            if not part.exists():
                put(part, printed(document, one.name))
        except (ObjectDoesNotExist, LookupError):
            continue  # moved out of this person's sight, or unmade, since the month was looked up
        yield Part(part, f"{kind.title} {kind.number_of(document)}")


def put(part: Path, content: bytes) -> None:
    """Whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=part.parent, delete=False) as half:
        half.write(content)
    Path(half.name).replace(part)


def touch(bundle: Bundle, **values: object) -> None:
    """Say how far it is. Raises Unwanted when nobody wants it any more, or it is another worker's."""
    if not held(bundle).update(touched_at=timezone.now(), **values):
        raise Unwanted
