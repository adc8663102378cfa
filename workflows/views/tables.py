"""The side rows of a document as people read them, one table of each kind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workflows.adding_up import row_baht
from workflows.evidence import as_python
from workflows.fields import BahtField
from workflows.models import Document
from workflows.pages import Column, Link, Table
from workflows.procedure import procedure_of
from workflows.thai import baht
from workflows.views.presenting import Known, is_shown, labels, name_of, shown

# By the name of the rows: of a document and its rows, a column more and its cells.
Beside = Mapping[str, Callable[[Any, list[dict[str, Any]]], tuple[str, list[Any]]]]


def beside_rows(document: Document | type[Document]) -> Beside:
    """What a procedure sets beside some of its rows, such as the files that they open; it is read from all over the case."""
    return getattr(document, "beside_rows", {})


def tables(
    document: Document, rows: Mapping[str, list[dict[str, Any]]], first: Iterable[str] = (), known: Known | None = None,
    beside: Beside | None = None,
) -> tuple[Table, ...]:  # fmt: skip
    """The side rows, one table of each kind. Those named `first` come first and stand open; where none is, what is no matter of the
    document itself stands folded. Names that other tables of the page have asked for already are `known`. What stands `beside` some
    rows is a last column; where it is not asked for, the table leads to the page that has it."""
    known = {} if known is None else known
    procedure = procedure_of(document)
    models = {**procedure.content_rows, **procedure.fact_rows}
    leading = [name for name in first if name in models]
    names = [name for name in (*leading, *(name for name in models if name not in leading)) if rows.get(name)]
    is_open = set(leading) or set(procedure.content_rows)
    more = {name: tell(document, rows[name]) for name, tell in (beside or {}).items() if name in names}
    told = {name: table(models[name], rows[name], known, is_open=name in is_open, more=more.get(name)) for name in names}
    return tuple(one if name in more else replace(one, opened=opened_at(document, name)) for name, one in told.items())


def opened_at(document: Document, name: str) -> Link | None:
    """Where rows are shown with what each of them opens."""
    if name not in beside_rows(document):
        return None
    return Link(_("เปิดไฟล์ของแต่ละรายการ"), reverse("opened_rows", args=[procedure_of(document).code, document.pk, name]))


def table(
    model: type[models.Model], rows: list[dict[str, Any]], known: Known, *, is_open: bool = True,
    more: tuple[str, list[Any]] | None = None,
) -> Table:  # fmt: skip
    typed = [as_python(model, row) for row in rows]
    fields, label = telling(model, typed), labels(model, get_language())
    names = related_names(fields, typed, known)
    columns = [Column(label[field.name], isinstance(field, (BahtField, models.DecimalField))) for field in fields]
    cells = [
        [names.get((field.name, row[field.attname])) or shown_in_cell(field, row[field.attname]) for field in fields]
        for row in typed
    ]
    if factors := factors_of(model, typed):
        columns.append(Column(_("จำนวนเงิน (บาท)"), is_number=True))
        for shown_row, row in zip(cells, typed, strict=True):
            shown_row.append(baht(row_baht([row[factor] for factor in factors])))
    if more is not None:
        columns.append(Column(more[0]))
        for shown_row, cell in zip(cells, more[1], strict=True):
            shown_row.append(cell)
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in cells),
        title=str(model._meta.verbose_name),
        summary=ngettext("%(count)s รายการ", "%(count)s รายการ", len(rows)) % {"count": len(rows)},
        is_open=is_open,
    )


def factors_of(model: type[models.Model], rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """What makes up the worth of a row: the first that the model names and every row knows, such as the agreed price before the estimate."""
    named: tuple[tuple[str, ...], ...] = getattr(model, "worth", ())
    return next((factors for factors in named if all(row[factor] is not None for row in rows for factor in factors)), ())


def telling(model: type[models.Model], rows: list[dict[str, Any]]) -> list[Any]:
    """The columns that people read, among those that the model names: all but what is empty, or as it was born, in every row."""
    fields = shown_fields(model)
    told = [field for field, nothing in fields if any(row[field.attname] not in nothing for row in rows)]
    return told or [fields[0][0]]


@cache
def shown_fields(model: type[models.Model]) -> tuple[tuple[Any, tuple[Any, ...]], ...]:
    """Each column that people read, and what of it says nothing."""
    names = getattr(model, "shown", None)
    fields: list[Any] = [field for field in model._meta.concrete_fields if is_shown(field, names)]
    return tuple((field, (None, "", field.get_default())) for field in fields)


def shown_in_cell(field: Any, value: Any) -> Any:
    """A day stays one: a table writes it short and on one line."""
    return value if isinstance(value, date) else shown(field, value)


def related_names(fields: list[Any], rows: list[dict[str, Any]], known: Known) -> dict[tuple[str, Any], str]:
    """The names behind foreign keys; of each kind those that nobody has asked for yet, in one statement."""
    found: dict[tuple[str, Any], str] = {}
    for field in fields:
        if field.is_relation:
            keys = {row[field.attname] for row in rows if row.get(field.attname)}
            model = field.related_model
            if asked := [key for key in keys if (model, key) not in known]:
                known.update(((model, item.pk), name_of(item)) for item in model._default_manager.filter(pk__in=asked))
            found.update(((field.name, key), known[model, key]) for key in keys)
    return found
