"""What of the law the program reads, and what stands in its room for the office alone: each key says which."""

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.shape.files import ROOT, fail_with, python, text, tracked, tree

LAW = ROOT / "config/law"


def read_by_python() -> Iterator[str]:
    """Every literal as it stands, and of one that ends in a value what comes before it: `procurement.no_road.` of a road."""
    for path in python(tests=False):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value)


def read_by_settings(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for part in item.values() if isinstance(item, dict) else item:
            yield from read_by_settings(part)


def unread(keys: set[str]) -> set[str]:
    settings = [path for path in tracked() if path.suffix == ".toml" and path.parts[0] == "config" and path.parts[1] != "law"]
    read = {*read_by_python(), *(one for path in settings for one in read_by_settings(tomllib.loads(text(path))))}
    rooms = {one for one in read if one.count(".") == 2 and one.endswith(".")}
    return {key for key in keys if key not in read and f"{key.rpartition('.')[0]}." not in rooms}


def test_what_nothing_reads_says_so_and_nothing_else_does() -> None:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LAW.glob("*.toml"))]
    marked = {
        item["key"]: item.get("for_reference", False)
        for file in files
        for kind in ("value", "basis")
        for item in file.get(kind, ())
    }
    found = unread(set(marked))
    assert 0 < len(found) < len(marked)
    faults = [f"{key}: nothing reads it" for key in sorted(found) if not marked[key]]
    faults += [f"{key}: it is read, and called for_reference" for key in sorted(set(marked) - found) if marked[key]]
    fail_with(faults, "read it from its step or rule, write `for_reference = true` below its rules, or take the mark away")


def test_a_key_is_known_as_read_by_its_whole_name_or_by_its_room() -> None:
    assert unread({"procurement.end_rest", "procurement.no_road.selection"}) == set()
    assert unread({"procurement.end_res", "procurement.no_roads.selection"}) == {
        "procurement.end_res",
        "procurement.no_roads.selection",
    }
