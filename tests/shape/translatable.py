"""Every sentence that the product may say in another language, as its sources wrap it, and the English of each."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.shape.files import ROOT, python, text, tracked

ENGLISH = ROOT / "config/locale/en/LC_MESSAGES/django.po"
# Which argument is the context, the sentence, and the sentence for many. `lazy` and `noop` take the same.
SHAPES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None), "ngettext": (None, 0, 1), "pgettext": (0, 1, None), "npgettext": (0, 1, 2),
}  # fmt: skip
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\((\s*{LITERAL}(?:\s*,\s*{LITERAL})*)")


class Sentence(NamedTuple):
    """What the catalogue knows a translation by."""

    said: str
    for_many: str | None = None
    context: str | None = None


def sentence(function: str, arguments: Sequence[object]) -> Sentence | None:
    """What a call wraps. Nothing where it wraps a variable, whose sentence is wrapped where it is written."""
    context, said, for_many = (
        None if place is None else arguments[place] if place < len(arguments) else None for place in SHAPES[function]
    )
    return Sentence(said, for_many, context) if isinstance(said, str) else None


def of_python(source: str) -> Iterator[Sentence]:
    """What a module wraps, by whichever name it imported gettext."""
    module = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (kept := of_the_kept(node)):
            yield Sentence(kept)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and names.get(node.func.id) in SHAPES:
            arguments = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            if found := sentence(names[node.func.id], arguments):
                yield found


def of_the_kept(call: ast.Call) -> str:
    """What is kept in Thai and said in the reader's language where it is shown: a custom of the office, and the name of a sheet."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    titles = {"practice": call.args[:1], "sheet": [one.value for one in call.keywords if one.arg == "title"]}.get(name, [])
    return next((str(one.value) for one in titles if isinstance(one, ast.Constant)), "")


def of_law(room: Path) -> Iterator[tuple[Sentence, str]]:
    """What the law's files say in plain words: titles of values and of customs, sentences, and what stands for a clause that is not known."""
    for path in sorted(room.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for item in (*file.get("value", ()), *file.get("basis", ())):
            rows = [row for row in item["rows"] if row["regulation"] != "practice"]
            notes = [row["note"] for row in rows if row.get("note") and not row["clause"]]
            is_custom = "unit" in item or len(rows) < len(item["rows"])
            said = [*[item["title"]] * is_custom, item.get("sentence", ""), *notes]
            yield from ((Sentence(one), path.name) for one in said if one)


def of_template(source: str) -> Iterator[Sentence]:
    """What a template wraps, by Django's own reading of its tags."""
    for call in CALL.finditer(templatize(source)):
        function = "gettext" if call[1] == "_" else call[1]
        if found := sentence(function, ast.literal_eval(f"({call[2]},)")):
            yield found


@cache
def sentences() -> dict[Sentence, list[str]]:
    """Sentence → the files that say it."""
    found: dict[Sentence, list[str]] = defaultdict(list)
    for path in python(tests=False):
        for said in of_python(text(path)):
            found[said].append(str(path))
    for path in tracked():
        if path.suffix == ".html" and "templates" in path.parts:
            for said in of_template(text(path)):
                found[said].append(str(path))
    for said, place in of_law(ROOT / "config/law"):
        found[said].append(place)
    return found


def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def translations(catalog: Catalog) -> dict[Sentence, list[str]]:
    """Sentence → its English, one for one and one for many. What is fuzzy is not compiled, so it has none."""
    found: dict[Sentence, list[str]] = {}
    for message in catalog:
        if message.id:
            said, for_many = message.id if isinstance(message.id, tuple) else (message.id, None)
            strings = message.string if isinstance(message.string, tuple) else (message.string or "",)
            found[Sentence(said, for_many, message.context)] = [] if message.fuzzy else list(strings)
    return found
