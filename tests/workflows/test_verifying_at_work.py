"""Who verifies while people work is told of no fault that is none: everything is read as it stood at one moment."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry, Party
from workflows.parallel import ranges
from workflows.practice import PracticeOffice
from workflows.registers.parties import PartyRegister
from workflows.verification import verify

pytestmark = pytest.mark.own_database
STEPS_MIN = 200  # while it is verified
VERIFIED_MIN = 3


class Work(threading.Thread):
    """A party is added and renamed, over and over, by somebody who rests only when he is told to."""

    def __init__(self, office: PracticeOffice) -> None:
        super().__init__()
        self.office, self.home, self.steps, self.error = office, threading.Event(), 0, ""

    def run(self) -> None:
        try:
            register = register_of(self.office.organization, PartyRegister)
            while not self.home.is_set():
                number = f"{self.steps:012d}"
                facts = {"kind": "juristic", "name": f"ร้าน {number}", "address": "", "is_vat_registered": False}
                engine.perform(self.office.duangjai, register, "add_party", tax_id=number + check(number), **facts)
                party = Party.objects.get(tax_id=number + check(number))
                engine.perform(self.office.duangjai, register, "change_party", party=party, **{**facts, "address": "ถนนใหญ่"})
                self.steps += 2
        except Exception as error:
            self.error = repr(error)
        finally:
            connections.close_all()


@contextmanager
def at_work(office: PracticeOffice) -> Iterator[Work]:
    work = Work(office)
    work.start()
    try:
        yield work
    finally:
        work.home.set()
        work.join()
    assert work.error == ""


def check(number: str) -> str:
    """The last digit of a tax id."""
    return str((11 - sum((13 - place) * int(digit) for place, digit in enumerate(number)) % 11) % 10)


@pytest.mark.parametrize("processes", [1, 2])
def test_verifying_while_people_work_raises_no_false_alarm(office: PracticeOffice, processes: int) -> None:
    connection.close()
    found, times = [], 0
    with at_work(office) as work:
        while work.is_alive() and (work.steps < STEPS_MIN or times < VERIFIED_MIN):
            found += verified(processes)
            times += 1
            assert found == []
    assert [tuple(fault) for fault in verify(contents=True)] == []


def test_every_process_reads_what_stood_when_verification_began(office: PracticeOffice) -> None:
    """What is written after that is seen by none, however late its turn comes."""
    from workflows.moment import as_of_now

    with as_of_now():
        before = JournalEntry.objects.count()
        written = threading.Thread(target=one_more, args=(office,))
        written.start()
        written.join()
        assert JournalEntry.objects.count() == before
        assert ranges() == [("", "")]
    assert JournalEntry.objects.count() == before + 1


def verified(processes: int) -> list[str]:
    """What the command finds. Several processes begin in one of its own, as they do in an office: nobody works in a thread of that."""
    if processes == 1:
        return [f"{fault.place}: {fault.what}" for fault in verify(contents=True)]
    command = [sys.executable, "manage.py", "verify_journal", "--content", "--processes", str(processes)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return (run.stdout + run.stderr).splitlines() if run.returncode else []


def one_more(office: PracticeOffice) -> None:
    facts = {"kind": "juristic", "name": "ร้านใหม่", "tax_id": "0000000000001", "address": "", "is_vat_registered": False}
    engine.perform(office.duangjai, register_of(office.organization, PartyRegister), "add_party", **facts)
    connections.close_all()
