"""Rows that become instances without the constructor, which costs a step more than asking for them does."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Loaded(models.Model):
    """A model of which a step reads rows each time: what the database gave stands in it as it came, and no signal tells of it.

    A column that was not asked for is left out, and Django reads it when somebody asks, as of any deferred one.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        new = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        new.__dict__.update(zip(field_names, values, strict=True), _state=state)
        return new
