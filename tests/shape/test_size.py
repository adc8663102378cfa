"""Files and functions short enough to see at once."""

import ast
from pathlib import Path

from tests.shape.files import fail_with, python, text, tracked, tree

FILE_LINES_MAX = 300
TEST_LINES_MAX = 400  # literal tables are long and still read at once
FUNCTION_LINES_MAX = 50
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".svg", ".sh", ""}
GIVEN = {"LICENSE"}


def test_no_file_is_longer_than_it_can_be_read() -> None:
    ours = [
        path for path in tracked() if path.suffix in WRITTEN_BY_HAND and "migrations" not in path.parts and path.name not in GIVEN
    ]
    long = [(path, lines) for path in ours if (lines := text(path).count("\n")) > lines_max(path)]
    fail_with([f"{path}: {lines} lines, at most {lines_max(path)}" for path, lines in long], "split it by noun, never by number")


def lines_max(path: Path) -> int:
    return TEST_LINES_MAX if path.parts[0] == "tests" else FILE_LINES_MAX


def test_no_function_is_longer_than_a_screen() -> None:
    faults = []
    for path in python(tests=False):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    faults.append(f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION_LINES_MAX}")
    fail_with(faults, "name its parts and make each a function")
