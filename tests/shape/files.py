"""The project's own files, as git knows them, and their Python as trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPLICATIONS = ("config", "procurement", "disbursement", "committees", "workflows")
BINARY = {".ttf", ".woff2", ".png", ".jpg", ".ico", ".icc", ".pdf", ".xlsx"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is committed or would be, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in sorted(filter(None, listed.split("\0"))) if (ROOT / (path := Path(name))).is_file())


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def texts() -> list[Path]:
    return [path for path in tracked() if path.suffix not in BINARY]


def python(*, tests: bool) -> list[Path]:
    """Python by hand: migrations are made by a command."""
    wanted = (*APPLICATIONS, "tests") if tests else APPLICATIONS
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in wanted and "migrations" not in path.parts]


def calls(path: Path) -> Iterator[tuple[int, str, ast.Call]]:
    """(line, dotted name, call) of every call in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def imported(path: Path) -> Iterator[str]:
    """The dotted name of every module that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or "."
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def fail_with(faults: list[str], instead: str) -> None:
    """Fail with every fault at once, and what to write instead."""
    assert not faults, "\n".join([*faults, f"→ {instead}"])
