"""Finding a case by what people remember of it, in Thai or Arabic digits: number, title, the other party, the amount, what was bought,
who acted in it, or what stands on its papers: the number of any of them, an officer's name, the code of verification."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet

from workflows.models import Case, Content, Document, JournalEntry, Organization, Party, User
from workflows.names import once_called
from workflows.papers.imprint import hash_start
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.thai import arabic_digits, thai_digits

D = TypeVar("D", bound=Document)
LETTERS_MAX = 300  # no number, title or name is longer, and SQLite compares with no pattern of any length
HASH_DIGITS = 64
FOUND_MAX = 1000  # cases: nobody turns more pages
PEOPLE_MAX = 8  # whoever types a name means one; of a text that is part of more names the first are looked for in the trail
NAMED_MAX = 50  # parties or people
ALIKE_MAX = 20  # contents that share the ten digits of a code: two are a wonder
PAPER_NUMBER = "_number"  # how the fields are called that hold the number of a paper
AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,2})?(?:\s*(?:บาท|baht|฿))?", re.IGNORECASE)


def amount(text: str) -> Decimal | None:
    """The amount in baht that a text is, whole or in satang; nothing where it is none, or where its commas stand wrong."""
    found = AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "") + (found[2] or "")) if found else None


def spelled(text: str) -> list[str]:
    """The text with Arabic and with Thai digits, and as it was typed."""
    return sorted({text, arabic_digits(text), thai_digits(text)})


def whole(organization: Organization, text: str) -> Q:
    """The whole amount of a document, or the whole code of one of its papers."""
    plain = arabic_digits(text)
    found, baht = Q(pk__in=proven_by(organization, plain)), amount(plain)
    return found if baht is None else found | Q(amount_baht=baht)


def holding(organization: Organization, spellings: Iterable[str]) -> Iterator[tuple[type[Document], Q]]:
    """Of each procedure, what in its own columns makes a document match: the parties and officers whom it names, its papers' numbers."""
    parties = Party.objects.filter(part_of(spellings, "name") | Q(tax_id__in=spellings), organization=organization)
    named: dict[Any, Any] = {Party: keys_if_few(parties), User: keys_if_few(people_called(organization, spellings))}
    for procedure in PROCEDURES.values():
        held = part_of(spellings, *paper_numbers(procedure.model))
        for field in procedure.model._meta.local_fields:
            if field.related_model in named and named[field.related_model] != []:
                held |= Q(**{f"{field.name}__in": named[field.related_model]})
        if held:
            yield procedure.model, held


def keys_if_few(found: QuerySet[Any]) -> Any:
    """The keys of these rows, so that nobody looks for them again in each of thirty columns; the question itself where they are many."""
    keys = list(found.order_by().values_list("pk", flat=True)[: NAMED_MAX + 1])
    return keys if len(keys) <= NAMED_MAX else found


def people_called(organization: Organization, spellings: Iterable[str]) -> QuerySet[User]:
    """Who is, or once was, called so."""
    renamed = once_called(organization, part_of(spellings, "name"))
    return User.objects.filter(part_of(spellings, "full_name") | Q(pk__in=renamed), organization=organization)


def acted_in(organization: Organization, people: Iterable[Any], most: int | None) -> Iterator[QuerySet[Case]]:
    """The cases in which each of these persons did a step, but for the registers: by the index of each. The newest `most` where a number
    is given, for whoever sits long in an office has acted in most of its cases."""
    registers = [procedure.code for procedure in PROCEDURES.values() if issubclass(procedure.model, Register)]
    kept = Document.objects.filter(organization=organization, procedure__in=registers).values("case")
    for person in people:
        acts = JournalEntry.objects.filter(person=person).exclude(case__in=kept).order_by("-case_id").values("case_id").distinct()
        yield Case.objects.filter(pk__in=acts[:most] if most else acts.order_by())


def searched_rows() -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The side tables of documents that a search reads, and in which columns: what was bought."""
    tables = {model for procedure in PROCEDURES.values() for model in procedure.content_rows.values()}
    return ((model, columns) for model in sorted(tables, key=str) if (columns := getattr(model, "searched", ())))


def paper_numbers(model: type[Document]) -> list[str]:
    """The columns of a document that hold the number of a paper."""
    return [f.name for f in model._meta.local_fields if isinstance(f, CharField) and f.name.endswith(PAPER_NUMBER)]


def proven_by(organization: Organization, text: str) -> list[str]:
    """The documents whose content, now or once, a code of verification stands for; none where it is no code."""
    try:
        start = hash_start(text)
    except ValueError:
        return []
    kept = Content.objects.filter(organization=organization, hash__gte=start, hash__lte=start.ljust(HASH_DIGITS, "f"))
    return [json.loads(body)["document"] for body in kept.values_list("body", flat=True)[:ALIKE_MAX]]


def part_of(spellings: Iterable[str], *columns: str) -> Q:
    """One of the spellings stands in one of the columns."""
    return Q(*((f"{column}__icontains", text) for column in columns for text in spellings), _connector=Q.OR)


def matching(documents: QuerySet[D], organization: Organization, text: str) -> QuerySet[D]:
    """The documents of every case that a text finds, however many; all documents where the text is empty."""
    text = text.strip()
    if len(text) > LETTERS_MAX:
        return documents.none()
    if not text:
        return documents
    return documents.filter(case__in=numbered(organization, text) or together(sources(organization, text)))


def found_cases(organization: Organization, text: str) -> list[Any]:
    """The keys of the cases that a text finds, the newest first, FOUND_MAX at most; none for an empty text.

    Whoever types the whole number of a case, a document or a paper wants that one: it is found by indexes, and no other of which the
    number is a part. What is no whole number is searched for in every number, title and name, which takes the longer the more there are.
    """
    text = text.strip()
    if not text or len(text) > LETTERS_MAX:
        return []
    return numbered(organization, text) or newest(sources(organization, text, FOUND_MAX))


def numbered(organization: Organization, text: str) -> list[Any]:
    """The cases that bear this whole number, in Thai or Arabic digits, themselves or on a document or paper of theirs."""
    spellings = spelled(text)
    if not any(letter.isdecimal() for letter in text):
        return []
    procedures = [procedure for procedure in PROCEDURES.values() if not issubclass(procedure.model, Register)]
    papers = [
        one.model._default_manager.filter(is_given(name), **{f"{name}__in": spellings})
        for one in procedures
        for name in paper_numbers(one.model)
    ]
    documents = Document.objects.filter(organization=organization)
    numbered_so = documents.filter(is_given("number"), procedure__in=[one.code for one in procedures], number__in=spellings)
    return newest(
        [
            keys_of(Case.objects.filter(organization=organization, number__in=spellings), "pk"),
            keys_of(numbered_so, "case"),
            keys_of(documents.filter(pk__in=any_of(papers)), "case"),
        ]
    )


def is_given(number: str) -> Func:
    """That a number is not empty, in the words of its index (`by_number`): a parameter in place of the empty text would not be the same."""
    return Func(F(number), template="not (%(expressions)s = '')", output_field=BooleanField())


def sources(organization: Organization, text: str, most: int | None = None) -> Iterator[QuerySet[Any, Any]]:
    """The keys of the cases in which a text stands somewhere, from one table after another: one condition over all would join them row
    by row. `most` ends what is read of the trail."""
    spellings = spelled(text)
    documents = Document.objects.filter(organization=organization)
    people = people_called(organization, spellings).order_by("pk").values_list("pk", flat=True)[:PEOPLE_MAX]
    yield keys_of(Case.objects.filter(part_of(spellings, "number", "title"), organization=organization), "pk")
    for found in acted_in(organization, people, most):
        yield keys_of(found, "pk")
    for model, columns in searched_rows():
        yield keys_of(documents.filter(pk__in=model.objects.filter(part_of(spellings, *columns)).values("document")), "case")
    yield keys_of(documents.filter(part_of(spellings, "number", "title") | whole(organization, text)), "case")
    held = (model._default_manager.filter(facts) for model, facts in holding(organization, spellings))
    yield keys_of(documents.filter(pk__in=any_of(held)), "case")


def any_of(found: Iterable[QuerySet[Any]]) -> QuerySet[Any, Any]:
    """The ids of documents that any of these procedures has found."""
    first, *others = (documents.values_list("pk") for documents in found)
    return first.union(*others)


def keys_of(found: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    keys: QuerySet[Any, Any] = found.annotate(key=F(column)).values_list("key", flat=True)
    return keys


def together(sources: Iterable[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """All of them as one statement."""
    first, *others = sources
    return first.union(*others)


def newest(sources: Iterable[QuerySet[Any, Any]]) -> list[Any]:
    """The keys of the newest cases among these, in one statement."""
    return list(together(sources).order_by("-key")[:FOUND_MAX])
