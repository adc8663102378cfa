"""What is weighed: what a procedure lays before whoever decides or signs; in full on the page of the step, in short on that of the case."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from workflows.evidence import Evidence
from workflows.forms import RowsField
from workflows.models import Document
from workflows.pages import Matter, Pair, Weighed
from workflows.registers.register import Register
from workflows.step import Step
from workflows.thai import baht
from workflows.views.presenting import decisive

OPINION = "opinion"
FEW_FIELDS_MAX = 2


def signs_what_stands(step: Step, document: Document) -> bool:
    """Whether the signature is put under the document as it stands. Where it is put under what is typed, the form itself shows that."""
    if not step.signs or step.opens or isinstance(document, Register):
        return False
    asks_rows = any(isinstance(field, RowsField) for field in step.fields.values())
    return OPINION in step.fields or (len(step.fields) <= FEW_FIELDS_MAX and not asks_rows)


def decides(document: Any, step: Step, rows: Any) -> tuple[Pair, ...]:
    """The facts that decide a step, and what the rows that it shows come to, where the procedure reckons it."""
    reckon = getattr(document, "reckoned", None)
    reckoned = reckon(step, rows["lines"]) if reckon is not None else ()
    return (*decisive(document, step.shows), *(Pair(label, value) for label, value in reckoned))


def own_matter(document: Any, step: Step, rows: Any) -> Matter | None:
    """What is signed, as the procedure says it; nothing where it has no words of its own."""
    own = getattr(document, "matter_signed", None)
    told: Matter | None = own(step, rows) if own is not None else None
    return told


def matter_of(document: Any, step: Step, evidence: Evidence) -> Matter:
    """What is signed, in one sentence: the procedure's own where it has one, or the title and the money."""
    if (told := own_matter(document, step, evidence.rows)) is not None:
        return told
    if document.amount_baht is None:
        return Matter(document.title)
    return Matter(_("%(title)s เป็นเงิน %(amount)s บาท") % {"title": document.title, "amount": baht(document.amount_baht)})


def weighed(document: Any, step: Step, answers: Sequence[Step], rows: Any) -> Weighed | None:
    """What stands on the page of a case before the answers of whoever is to decide or to sign what stands; nothing before a form."""
    if len(answers) == 1 and not signs_what_stands(step, document):
        return None
    undecided = getattr(document, "matter_weighed", None) if len(answers) > 1 else None
    matter = undecided(rows) if undecided is not None else own_matter(document, step, rows)
    told = (matter.sentence, matter.statement, matter.tables) if matter is not None else ()
    return Weighed(decides(document, step, rows), step.shows, *told)
