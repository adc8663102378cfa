"""How a register declares which rows its steps tell of, and how such a row stands now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model

from workflows.models import Organization

Key = tuple[str | None, ...]
Row = dict[str, Any]


class Note(NamedTuple):
    """What one step of the register of an office noted."""

    office: str
    said: Row


@dataclass(frozen=True)
class Kept:
    """One table of a register.

    columns      those that steps tell; of a column with names and values in it a note tells each as `column name`
    by           {name in the note: column} that tell one row of the office from another, where a note has not its id
    made_with    the column that only the step which makes a row tells
    implied      {step: columns that follow from it}; of `...` nothing is known after it
    drawn        {column: gives it for every row, by its id}, where it stands in other tables
    is_all_told  whether every row was made by a step that notes it
    """

    model: type[Model]
    columns: tuple[str, ...]
    by: Mapping[str, str] = field(default_factory=dict)
    made_with: str = ""
    implied: Mapping[str, Row] = field(default_factory=dict)
    drawn: Mapping[str, Callable[[], Mapping[Any, str]]] = field(default_factory=dict)
    is_all_told: bool = True

    def key(self, note: Note, name: str) -> Key:
        """By what a note knows its row."""
        if self.model is Organization:
            return (note.office,)
        return (note.office, *(note.said.get(said) for said in self.by)) if self.by else (note.said[name.rpartition(".")[2]],)

    def is_made_by(self, said: Row) -> bool:
        return bool(self.made_with) and self.made_with in said

    def has(self, name: str) -> bool:
        return name == "office" or name.split(" ", maxsplit=1)[0] in self.columns

    def place(self, key: Key, row: Row | None = None) -> str:
        known_as = row["pk"] if row else " ".join(str(part) for part in (key[1:] or key))
        return f"{self.model._meta.db_table} {known_as.replace('-', '') if row else known_as}"

    def standing(self) -> dict[Key, Row]:
        """Every row as it stands, by what notes know it by. What belongs to no office is nobody's to tell."""
        names = [name for name in dict.fromkeys((*self.by.values(), *self.columns)) if name not in self.drawn]
        attributes = {name: self.model._meta.get_field(name).attname for name in names}  # type: ignore[union-attr]
        office = "pk" if self.model is Organization else "organization_id"
        drawn = {name: draw() for name, draw in self.drawn.items()}
        rows = {}
        found = self.model._default_manager.filter(**{f"{office}__isnull": False}).order_by("pk")
        for values in found.values("pk", office, *attributes.values()).iterator():
            row = {name: values[at] for name, at in attributes.items()}
            row |= {f"{name} {part}": it for name, one in row.items() if isinstance(one, dict) for part, it in one.items()}
            row |= {name: of.get(values["pk"]) for name, of in drawn.items()}
            row = {name: as_told(value) for name, value in row.items()} | {"pk": str(values["pk"]), "office": str(values[office])}
            rows[(row["office"], *(row[name] for name in self.by.values())) if self.by else (row["pk"],)] = row
        return rows


@dataclass
class Told:
    """What the notes of a register said: of each row the last, what it was called at first, and which rows a step made.

    All by (name in `keeps`, key); `standing` and `rows` have the name apart.
    """

    standing: dict[str, dict[Key, Row]]
    rows: dict[str, dict[Key, Row]] = field(init=False)
    was: dict[tuple[str, Key], str] = field(default_factory=dict)
    made: set[tuple[str, Key]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows = {name: {} for name in self.standing}


def as_told(value: Any) -> str | None:
    """A column as `Register.note` tells it."""
    return None if value is None else str(value)
