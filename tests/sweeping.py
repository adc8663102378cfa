"""The full sweep: every step of every procedure, the first time any test takes it, is crashed at each of its statements.

`make sweep` runs the suite under this plug-in, and prints which declared steps were never taken, and so never swept.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

FROM_THE_START = frozenset(threading.enumerate())  # whoever hands the tests out
SWEPT = Path(os.environ.get("DIKA_SWEPT", "var/swept"))


@pytest.fixture(scope="session", autouse=True)
def _swept() -> Iterator[None]:
    """Stand between the tests and the engine's two doors."""
    from tests import crash
    from workflows import engine

    seen: set[str] = set()
    tried: list[str] = []

    def hear(statements: int) -> None:
        """A test has crashed a step through by itself: it counts as much."""
        for name in tried[-1:]:
            seen.add(name)
            note(name, statements)
        tried.clear()

    with (
        patch.object(engine, "perform", swept(engine.perform, seen, tried, lambda args: f"{args[1].procedure}.{args[2]}")),
        patch.object(engine, "open_document", swept(engine.open_document, seen, tried, lambda args: opening_of(args[1]))),
        patch.object(crash, "HEARD", [hear]),
    ):
        yield


def swept(
    act: Callable[..., Any], seen: set[str], tried: list[str], name_of: Callable[[tuple[Any, ...]], str]
) -> Callable[..., Any]:
    """The same door, which crashes what comes through it for the first time; who is refused comes through later.

    `tried` holds what a test is crashing by itself.
    """

    def door(*args: Any, **data: Any) -> Any:
        from django.db import connection

        from tests.crash import Counter, sweep

        name = name_of(args)
        if any(isinstance(wrapper, Counter) for wrapper in connection.execute_wrappers):
            tried.append(name)
        if name in seen or connection.execute_wrappers or in_a_race() or is_repeated(data):
            return act(*args, **data)
        outcome: list[Any] = []

        def once() -> None:
            rewind(data)
            outcome.append(act(*args, **data))

        tried.clear()
        statements = sweep(once)  # whoever is refused raises here, and comes through another time
        seen.add(name)
        note(name, statements)
        return outcome[-1]

    return door


def opening_of(model: Any) -> str:
    from workflows.procedure import procedure_of

    procedure = procedure_of(model)
    return f"{procedure.code}.{procedure.opening[0].name}"


def in_a_race() -> bool:
    """What others write meanwhile would look like what a crash left behind: a test's own threads, whichever of them this is."""
    main = threading.main_thread()
    return threading.current_thread() is not main or any(
        thread is not main and not thread.daemon and thread not in FROM_THE_START for thread in threading.enumerate()
    )


def is_repeated(data: dict[str, Any]) -> bool:
    """A key that was used before brings back what it did then, and changes nothing."""
    from workflows.models import JournalEntry

    key = data.get("key")
    return bool(key) and JournalEntry.objects.filter(key=key).exists()


def rewind(data: dict[str, Any]) -> None:
    """A file that was read half before the crash is read from its beginning."""
    for value in data.values():
        with suppress(AttributeError):
            value.seek(0)


def note(name: str, statements: int) -> None:
    SWEPT.mkdir(parents=True, exist_ok=True)
    with (SWEPT / os.environ.get("PYTEST_XDIST_WORKER", "main")).open("a") as file:
        file.write(f"{name} {statements}\n")


def told() -> int:
    """Print what was swept and what was not; how many steps were not."""
    from workflows.models import JournalEntry  # noqa: F401  the registry is full once the models are loaded
    from workflows.procedure import PROCEDURES
    from workflows.step import SYSTEM

    found = dict(line.split() for path in sorted(SWEPT.iterdir()) for line in path.read_text().splitlines())
    declared = {f"{code}.{name}": step for code, procedure in PROCEDURES.items() for name, step in procedure.steps.items()}
    missing = sorted(name for name, step in declared.items() if name not in found and step.by is not SYSTEM)
    lines = [
        f"swept {len(found)} steps, {sum(map(int, found.values()))} crashes; what the system does runs inside the step that causes it"
    ]
    lines += [f"  not swept: {name}" for name in missing]
    sys.stdout.write("\n".join(lines) + "\n")
    return len(missing)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit(min(told(), 1))
