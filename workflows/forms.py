"""The form of a step, made from its declaration; pages, API and commands fill the same one."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows import clock
from workflows.adding_up import Beside
from workflows.models import Document, User
from workflows.office import office_of, posts_on
from workflows.refusal import Refusal, wrong_input
from workflows.step import Step
from workflows.typed import as_shown, misfits

ROW_DIGITS_MAX = 6


class StepForm(forms.Form):
    """Fields may be narrowed to the document: a field with `narrow(document)` is asked to."""

    def __init__(self, document: Document, *args: Any, **options: Any) -> None:
        self.document = document
        super().__init__(*args, **options)
        for field in self.fields.values():
            if hasattr(field, "narrow"):
                field.narrow(document)


def form_class(step: Step) -> type[StepForm]:
    """One class per step."""
    made = FORMS.get(step)
    if made is None:
        made = FORMS[step] = type(f"{step.name}_form", (StepForm,), dict(step.fields))
    return made


FORMS: dict[Step, type[StepForm]] = {}


def bind(step: Step, document: Document, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
    """Typed data of a step, or every fault of it. A field that the step does not ask for is a fault too.

    Each field judges what it was given; the form about them, which pages draw, would cost a step several times as much.
    """
    if not step.fields and not data:
        return {}, []
    given, files = (
        flat(data, step.fields),
        MultiValueDict({name: [value] for name, value in data.items() if hasattr(value, "chunks")}),
    )
    faults = [wrong_input(name, _("ขั้นตอนนี้ไม่ได้ถามช่อง “%(name)s”") % {"name": name}) for name in data if name not in step.fields]
    cleaned: dict[str, Any] = {}
    for name, declared in step.fields.items():
        field = narrowed(declared, document)
        try:
            cleaned[name] = field.clean(field.widget.value_from_datadict(given, files, name))
        except ValidationError as error:
            faults += [wrong_input(name, str(sentence)) for sentence in error.messages]
    faults += [wrong_input(name, sentence) for name, sentence in misfits(data, cleaned, step.fields, document)]
    if not faults:
        return cleaned, []
    return {}, faults + [
        wrong_input(name, str(step.fields[name].error_messages["required"])) for name in lacking(step, document, cleaned)
    ]


def narrowed(field: forms.Field, document: Document) -> forms.Field:
    """A field as it asks about this document."""
    if not hasattr(field, "narrow"):
        return field
    own = deepcopy(field)
    own.narrow(document)  # type: ignore[attr-defined]
    return own


def needed(field: Any, *, when: Callable[[Any, Mapping[str, Any]], bool], says: Callable[[Any], Any] = lambda document: "") -> Any:
    """A field that a rule of the step asks for in some cases: `when`, of the document and what else is given.

    The rule refuses with its clause; the page marks the field beforehand, in the words that `says` gives for the document if any, and a
    form that is wrong otherwise is told of this one too.
    """
    field.needed_when, field.needed_says = when, says
    return field


def usually(field: Any, *wordings: str) -> Any:
    """A field whose usual wordings a page offers beside the empty box; what is written is the person's own all the same."""
    field.usual = wordings
    return field


def closing(field: Any, closed: Callable[[Any], Mapping[str, Refusal]]) -> Any:
    """A field of which some choices cannot be taken yet: `closed`, of the document, says which and why. The page shows them beside the
    others and lets nobody choose them; whoever sends one all the same is refused by the step, in the same words."""
    field.closed = closed
    return field


def closed_choices(field: Any, document: Document | None) -> Mapping[str, Refusal]:
    """The choices that nobody can take, with the reason."""
    return field.closed(document) if hasattr(field, "closed") else {}


def lacking(step: Step, document: Document, cleaned: Mapping[str, Any]) -> list[str]:
    """The fields left empty that a rule would ask for, which is not asked as long as the form itself is wrong."""
    asked = {name: field for name, field in step.fields.items() if hasattr(field, "needed_when")}
    return [name for name, field in asked.items() if name in cleaned and not cleaned[name] and field.needed_when(document, cleaned)]


def flat(data: Mapping[str, Any], fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Python values as a form's data: an object by its key; lists of rows stay lists, which RowsField takes as they are."""
    return {name: raw(value, fields.get(name)) for name, value in data.items()}


def raw(value: Any, field: forms.Field | None) -> Any:
    """A value as its field can judge it: text as it is shown, and a field of days, which knows days and text alone, would stumble over
    whatever else JSON holds."""
    if isinstance(value, str):
        return as_shown(value, field)
    if isinstance(field, forms.DateField) and not isinstance(value, (str, date, type(None))):
        return str(value)
    return value.pk if hasattr(value, "pk") else value


class RowsInput(forms.Widget):
    """Several rows of one small form: `lines-0-item`, `lines-1-item` …, or a ready list from the API."""

    needs_multipart_form = False

    def __init__(self, aside: Iterable[str] = ()) -> None:
        self.aside = frozenset(aside)
        super().__init__()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        if isinstance(data.get(name), (list, tuple)):
            return list(data[name])
        rows: dict[int, dict[str, Any]] = {}
        for key in data:
            prefix, _, rest = key.partition("-")
            number, _, column = rest.partition("-")
            if prefix == name and column and number.isdecimal() and len(number) <= ROW_DIGITS_MAX:
                rows.setdefault(int(number), {})[column] = data[key]
        return [rows[number] for number in sorted(rows) if self.is_filled(rows[number])]

    def is_filled(self, row: Mapping[str, Any]) -> bool:
        """Whether somebody typed something into it. What stands `aside` is nothing typed: the page's own name of the row, or a choice
        that says of what sort the rest is."""
        return any(str(value).strip() for column, value in row.items() if column not in self.aside)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return SafeString()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)


class RowsField(forms.Field):
    """Rows of one kind, each checked by `row_form`; the cleaned value is a list of dicts.

    Where the rows speak of rows that the document has already, `about` names those, and `named` says each in words, or nothing for
    one that is not asked about. Such a row is told apart by its `position`, which the page fills in.

    Where there is one row for each choice of one of its own fields, such as for each note and coin, `by` names that field, and the page
    draws all of them. Rows of money name the columns whose product a row is `worth`; the page adds them up while they are typed, `beside`
    the amounts that the sum is read against. A column that the form does not ask for is that of the row that is spoken of. A row that
    says nothing else, or 0, is none.
    """

    widget = RowsInput
    is_kept_by_sort = False  # whether a row is one that says its sort and nothing else

    def __init__(
        self, row_form: type[forms.Form], *, rows_max: int = 500, about: str = "", named: Callable[[Any], str] = str, by: str = "",
        worth: tuple[str, ...] = (), beside: Callable[[Any], Iterable[Beside]] = lambda document: (), **options: Any,
    ) -> None:  # fmt: skip
        self.row_form = row_form
        self.rows_max = rows_max
        self.about, self.named = about, named
        self.by, self.worth, self.beside = by, worth, beside
        self.document: Document | None = None
        key = "position" if about else by
        super().__init__(widget=RowsInput([key] if key else [] if self.is_kept_by_sort else sorts(row_form)), **options)

    def narrow(self, document: Document) -> None:
        self.document = document

    def row(self, values: Mapping[str, Any] | None = None) -> forms.Form:
        form = self.row_form(data=None if values is None else flat(values, self.row_form.base_fields))
        for field in form.fields.values():
            if self.document is not None and hasattr(field, "narrow"):
                field.narrow(self.document)
        return form

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = value or []
        if self.required and not rows:
            raise ValidationError(_("ต้องมีอย่างน้อยหนึ่งแถว"))
        if len(rows) > self.rows_max:
            raise ValidationError(_("มีได้ไม่เกิน %(rows)s แถว") % {"rows": self.rows_max})
        cleaned, faults = [], []
        for number, values in enumerate(rows, start=1):
            given = values if isinstance(values, Mapping) else {}
            form = self.row(given)
            for name, sentence in misfits(given, cleaned_of(form), form.fields, self.document):
                form.add_error(name, sentence)
            if form.is_valid():
                if not self.by or any(said for column, said in form.cleaned_data.items() if column != self.by):
                    cleaned.append(dict(form.cleaned_data))
                continue
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                faults += [
                    _("แถวที่ %(number)s %(label)s: %(error)s") % {"number": number, "label": label, "error": e} for e in errors
                ]
        if faults:
            raise ValidationError(faults)
        return cleaned


def cleaned_of(form: forms.Form) -> dict[str, Any]:
    """What a row has made of it, without what is wrong already."""
    form.full_clean()
    return dict(form.cleaned_data)


def sorts(row_form: type[forms.Form]) -> list[str]:
    """The choices of a row among fixed words, which without the rest of the row say nothing; none where a row has nothing else."""
    fixed = [
        name for name, field in row_form.base_fields.items()
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    ]  # fmt: skip
    return fixed if len(fixed) < len(row_form.base_fields) else []


class OfferedRows(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows that a page offers, where the field offers fewer than it takes."""

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        if field.offered is not None:
            self.queryset = self.queryset.filter(field.offered)


class RowsOfOffice:
    """Rows of the document's own organization.

    `offers` (document → a condition) says which of them a page offers. The others are taken all the same, so that the step can say
    why it refuses them. `order` sorts them, by related rows too, which no queryset can name before all models are loaded. `named` says
    each in words where its own name does not tell enough; people are named with the posts that they hold. `kept_in` names the register
    and the step of it by which a row that is missing is added.
    """

    iterator = OfferedRows
    queryset: Any
    offered: Q | None = None
    posts: Mapping[Any, str] = {}

    def __init__(
        self, queryset: Any, *, offers: Callable[[Any], Q] | None = None, order: tuple[str, ...] = (), named: Callable[[Any], str] = str,
        kept_in: tuple[str, str] | None = None, **options: Any,
    ) -> None:  # fmt: skip
        self.offers, self.order, self.named, self.kept_in = offers, order, named, kept_in
        # The form field comes after this class in the order of resolution.
        super().__init__(queryset, **options)  # type: ignore[call-arg]

    def narrow(self, document: Document) -> None:
        self.offered = self.offers(document) if self.offers else None
        own = self.queryset.filter(organization=document.organization_id)
        self.queryset = own.order_by(*self.order) if self.order else own
        if self.queryset.model is User:
            self.posts = posts_on(office_of(document.organization), clock.today(document.organization))

    def label_from_instance(self, row: Any) -> str:
        post = self.posts.get(row.pk)
        return f"{self.named(row)} — {post}" if post else self.named(row)


class InOffice(RowsOfOffice, forms.ModelChoiceField):  # type: ignore[type-arg,misc]
    """A choice among the rows of the document's own organization."""

    @property
    def only_choice(self) -> Any:
        """What a page may choose by itself, because nothing else can be chosen; None where there is a choice, or where none need be made."""
        offered = list((self.queryset.filter(self.offered) if self.offered else self.queryset)[:2]) if self.required else []
        return offered[0].pk if len(offered) == 1 else None


class SeveralInOffice(RowsOfOffice, forms.ModelMultipleChoiceField):  # type: ignore[type-arg,misc]
    """Several of the rows of the document's own organization."""
