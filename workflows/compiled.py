"""A query that the ORM writes once and the driver runs many times.

Composing a query costs the ORM several times what the database needs to answer it; a step asks the same ones each time.
"""

import json
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # the stubs lack it

from workflows.ids import as_id

ModelT = TypeVar("ModelT", bound=Model)


class CompiledQuery(Generic[ModelT]):
    """The SQL of a queryset with one parameter, and the way from a row to a model instance with its related ones."""

    def __init__(self, queryset: "QuerySet[ModelT]", alias: str) -> None:
        compiler = queryset.using(alias).query.get_compiler(alias)
        self.sql, self.parameters = compiler.as_sql()
        if len(self.parameters) != 1:
            raise ValueError("a compiled query takes exactly one parameter")
        self.alias = alias
        self.model: type[ModelT] = compiler.klass_info["model"]
        fields = compiler.klass_info["select_fields"]
        self.start, self.end = fields[0], fields[-1] + 1
        self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
        self.populators = get_related_populators(compiler.klass_info, compiler.select, alias)
        self.converters = compiler.get_converters(column[0] for column in compiler.select).items()

    def get(self, parameter: Any) -> ModelT | None:
        return next(iter(self.all(parameter)), None)

    def all(self, parameter: Any) -> list[ModelT]:
        connection = connections[self.alias]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [parameter])
            return [self.instance(list(row), connection) for row in cursor.fetchall()]

    def instance(self, row: list[Any], connection: Any) -> ModelT:
        for position, (convert, expression) in self.converters:
            for converter in convert:
                row[position] = converter(row[position], expression, connection)
        instance = self.model.from_db(self.alias, self.names, row[self.start : self.end])
        for populate in self.populators:
            populate.populate(row, instance)
        return instance


def related(model: type[Model]) -> tuple[str, ...]:
    """What is read in the same statement as a document: its surroundings, and what its procedure's rules judge by (`judged_by`)."""
    return ("case", "organization", "unit", *getattr(getattr(model, "Procedure", None), "judged_by", ()))


@cache
def lock_query(model: type[Model], alias: str) -> CompiledQuery[Any]:
    """A document of this model, locked together with its case, its organization beside it.

    PostgreSQL reads again after a wait only what is locked, so the procedure's own row is locked beside the document's: otherwise
    a step would reckon with columns that the step before it has changed. The case comes first: followers hold it when they come to
    its other documents, so whoever waits for it must hold none of them.
    """
    queryset = model._default_manager.order_by().select_related(*related(model))
    if connections[alias].features.has_select_for_update_of:
        queryset = queryset.select_for_update(of=("case", "document", "self"), no_key=True)
    return CompiledQuery(queryset.filter(pk=NOBODY), alias)


@cache
def read_query(model: type[Model], alias: str) -> CompiledQuery[Any]:
    """The same document, unlocked: for pages."""
    return CompiledQuery(model._default_manager.order_by().select_related(*related(model)).filter(pk=NOBODY), alias)


@cache
def several_query(model: type[Model], alias: str) -> CompiledQuery[Any]:
    """Rows by their ids, however many."""
    several = "select unnest(%s::uuid[])" if connections[alias].vendor == "postgresql" else "select value from json_each(%s)"
    return CompiledQuery(model._default_manager.order_by().filter(pk__in=RawSQL(several, [NOBODY])), alias)  # noqa: S611 - fixed text


def read_several(model: type[Model], keys: Iterable[uuid.UUID], alias: str = "default") -> dict[uuid.UUID, Any]:
    """The rows of these ids, each by its own; none for an id that is not there."""
    ids = [as_id(key) for key in keys]
    found = several_query(model, alias).all(ids if connections[alias].vendor == "postgresql" else json.dumps(ids))
    return {row.pk: row for row in found}


NOBODY = "00000000-0000-0000-0000-000000000000"
