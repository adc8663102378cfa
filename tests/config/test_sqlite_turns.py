"""Threads of one process take turns on SQLite, and every way out of a transaction passes the turn on."""

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction

from config.sqlite.base import TURNS
from tests.waiting import somebody_waits, turns_that_tell, until
from workflows.founding import found_office
from workflows.models import Organization

pytestmark = [
    pytest.mark.own_database,
    pytest.mark.skipif("config.getoption('--database') != 'sqlite'", reason="PostgreSQL queues whoever waits by itself"),
]


class GaveUp(Exception):
    pass


@pytest.fixture
def turn(own_database: str) -> Iterator[threading.Lock]:
    connection.ensure_connection()
    lock = TURNS[str(connection.settings_dict["NAME"])]
    yield lock
    assert not lock.locked(), "whoever comes next would wait in vain"


def test_a_transaction_has_the_turn_until_it_is_committed(turn: threading.Lock) -> None:
    with transaction.atomic():
        assert turn.locked()
        with transaction.atomic():
            assert turn.locked()
        assert turn.locked(), "a savepoint is no end"
    assert not turn.locked()


def test_a_transaction_that_is_rolled_back_passes_the_turn_on(turn: threading.Lock) -> None:
    @transaction.atomic
    def give_up() -> None:
        assert turn.locked()
        raise GaveUp

    with pytest.raises(GaveUp):
        give_up()
    assert not turn.locked()


def test_a_connection_that_is_closed_within_passes_the_turn_on(turn: threading.Lock) -> None:
    with transaction.atomic():
        connection.close()
        assert not turn.locked()


def test_what_cannot_begin_holds_no_turn(turn: threading.Lock, owner: object) -> None:
    owner.execute("begin immediate")  # type: ignore[attr-defined]
    connection.connection.execute("pragma busy_timeout=1")
    with pytest.raises(OperationalError), transaction.atomic():
        raise AssertionError("another process has the file")
    assert not turn.locked()
    owner.execute("rollback")  # type: ignore[attr-defined]


def test_whoever_waits_comes_next(own_database: str) -> None:
    names = []

    def found() -> None:
        with transaction.atomic():
            names.append(found_office("องค์การบริหารส่วนตำบลบ้านใหม่", "อบต.บ้านใหม่").short_name)
        connection.close()

    waiting = threading.Thread(target=found)
    with turns_that_tell():
        with transaction.atomic():
            waiting.start()
            until(somebody_waits)
            assert names == []
        waiting.join()
        assert not TURNS[str(connection.settings_dict["NAME"])].locked(), "whoever comes next would wait in vain"
    assert names == ["อบต.บ้านใหม่"] and Organization.objects.filter(short_name="อบต.บ้านใหม่").exists()
