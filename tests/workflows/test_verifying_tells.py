"""Whoever verifies is told of a fault when the part that found it is finished, always in the same order, and how far it has come."""

import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from workflows import verification
from workflows.aside_told import Unproven
from workflows.practice import PracticeOffice
from workflows.verification import verify
from workflows.verifier import Fault

WAITS_SECONDS = 20


def finds(place: str) -> Iterator[Fault | Unproven]:
    yield Fault(place, "wrong")


def finds_rows(rows: int) -> Iterator[Fault | Unproven]:
    yield Unproven("workflows_document", rows)


def waits_for(sign: Path, place: str) -> Iterator[Fault | Unproven]:
    """A part that is not finished before somebody has been told of what the ones before it found."""
    ends = time.monotonic() + WAITS_SECONDS
    while not sign.exists() and time.monotonic() < ends:
        time.sleep(0.01)
    yield Fault(place, "told in time" if sign.exists() else "nobody was told")


def of_parts(monkeypatch: pytest.MonkeyPatch, *parts: Any) -> None:
    monkeypatch.setattr(verification, "parts_of", lambda **_: list(parts))


@pytest.mark.own_database
@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_is_told_before_the_next_part_is_finished(
    office: PracticeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    sign = tmp_path / "told"
    of_parts(
        monkeypatch,
        partial(finds, "first"),
        partial(waits_for, sign, "second"),
        partial(finds_rows, 3),
        partial(finds, "third"),
        partial(finds_rows, 4),
    )
    done: list[tuple[int, int]] = []
    unproven: dict[str, int] = {}
    found = verify(processes=processes, unproven=unproven, progress=lambda *so_far: done.append(so_far))
    assert next(found) == ("first", "wrong")
    sign.touch()
    assert list(found) == [("second", "told in time"), ("third", "wrong")], (
        "in the order of the parts, whichever was finished first"
    )
    assert done == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert unproven == {"workflows_document": 7}


@pytest.mark.django_db
def test_the_command_prints_each_fault_at_once_and_counts_them_at_the_end(
    office: PracticeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = StringIO()

    def looks(place: str) -> Iterator[Fault]:
        yield Fault(place, f"after {said.getvalue().count('wrong')}")

    of_parts(monkeypatch, partial(finds, "first"), partial(looks, "second"), partial(finds, "third"), partial(looks, "fourth"))
    with pytest.raises(CommandError, match="พบ 4 แห่งที่ไม่ตรง"):
        call_command("verify_journal", processes=1, stdout=said)
    assert said.getvalue().splitlines() == ["first: wrong", "second: after 1", "third: wrong", "fourth: after 2"]


@pytest.mark.own_database
@pytest.mark.parametrize("is_terminal", [True, False])
def test_how_far_it_has_come_is_shown_on_a_terminal_alone(office: PracticeOffice, is_terminal: bool) -> None:
    shown, terminal = pty.openpty() if is_terminal else os.pipe()
    if is_terminal:
        termios.tcsetwinsize(terminal, (24, 80))
    command = [sys.executable, "manage.py", "verify_journal", "--content", "--processes", "2"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, text=True, check=False)
    os.close(terminal)
    told = b""
    try:
        while some := os.read(shown, 65536):
            told += some
    except OSError:
        pass  # so a terminal ends
    os.close(shown)
    assert (run.returncode, run.stdout.startswith("ครบถ้วน ")) == (0, True)
    assert ("ส่วน" in told.decode()) is is_terminal
    assert is_terminal or told == b""
