"""The seals on a day's report: the journal is sealed in a transaction of its own once the report was drawn up, and the report bears it."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as text

from disbursement.fund_day.states import SEALING, State
from disbursement.models import ReportSeal
from workflows import engine
from workflows.act import Act
from workflows.models import NO_HASH, JournalEntry, Seal
from workflows.refusal import Kind, Refusal
from workflows.seal import code, seal


def seal_report(model: type[Any], report: uuid.UUID) -> Any:
    """Seal the journal, then let the report bear every seal since the last one; the report as it stands then."""
    day = model.objects.select_related("organization").get(pk=report)
    if day.state != State.AWAITING_SEAL:
        return day
    seal(day.organization)
    return engine.perform(None, day, "record_seals", acted_on=day.last_acted_on).document


def seal_waiting(organization: Any) -> Iterator[str]:
    """The clock's part: a report whose sealing was cut off after it was drawn up."""
    from disbursement.fund_day import FundDay  # the day's procedure stands above

    for day in FundDay.objects.filter(organization=organization, state=State.AWAITING_SEAL):
        sealed = seal_report(FundDay, day.pk)
        yield f"{sealed.title}: {code(Seal.objects.filter(organization=organization).latest('number'))}"


def since_last_report(act: Act, day: Any) -> tuple[list[dict[str, Any]], str]:
    """The rows of the report, oldest first, and the hash that they follow. Refuses while the drawing-up itself is not sealed."""
    printed = ReportSeal.objects.filter(document__organization=act.organization).exclude(document=day.pk)
    last = printed.order_by("-position").first()
    seals = list(Seal.objects.filter(organization=act.organization, number__gt=last.position if last else 0).order_by("number"))
    drawn_up = JournalEntry.objects.filter(document=day.pk).latest("sequence")
    if not seals or seals[-1].last_entry < drawn_up.pk:
        basis = act.law.basis(SEALING).label
        act.refuse(
            Refusal("NOT_SEALED", text("บันทึกการจัดทำรายงานยังไม่ได้ผนึก"), basis, text("ระบบจะผนึกให้เอง โปรดรอสักครู่"), Kind.CONFLICT)
        )
        return [], ""
    rows = [{"position": row.number, "sealed_at": row.sealed_at, "entries": row.entries, "hash": row.hash} for row in seals]
    return rows, "" if seals[0].previous == NO_HASH else seals[0].previous
