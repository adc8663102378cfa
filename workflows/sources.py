"""Functions of ours as they are written: where each stands in its file, and what it gives to its own names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType


@cache
def tree(file: str) -> dict[int, list[ast.AST]]:
    """The functions of a file by their first lines, decorators included."""
    found: dict[int, list[ast.AST]] = {}
    for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
            found.setdefault(min([node.lineno, *(one.lineno for one in decorators)]), []).append(node)
    return found


def node_of(function: FunctionType) -> ast.AST | None:
    code = function.__code__
    here = tree(code.co_filename).get(code.co_firstlineno, [])
    return next((node for node in here if getattr(node, "name", "<lambda>") == code.co_name), None)


@dataclass(frozen=True)
class Given:
    """A value that a function gives to one of its names, on a line of a block that spans lines."""

    value: ast.expr
    line: int
    block: range


@cache
def assignments(node: ast.AST) -> dict[str, list[Given]]:
    """The values that a function gives to its own names, in the order of its lines."""
    found: dict[str, list[Given]] = {}
    for block in blocks(node):
        span = range(block[0].lineno, (block[-1].end_lineno or block[-1].lineno) + 1)
        for statement in block:
            for target, value in given_by(statement):
                for name, part in unpacked(target, value):
                    found.setdefault(name, []).append(Given(part, statement.lineno, span))
    return {name: sorted(several, key=lambda one: one.line) for name, several in found.items()}


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for one in ast.walk(node):
        for name in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(one, name, None), list) and block:
                yield block


def given_by(statement: ast.stmt) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(statement, ast.Assign):
        return [(target, statement.value) for target in statement.targets]
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return [(statement.target, statement.value)]
    return []


def unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for part, its in zip(target.elts, value.elts, strict=False):
            yield from unpacked(part, its)
