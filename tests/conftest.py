"""The options, databases and servers of the tests.

`django_db`      the test runs in a transaction on its worker's clone, as the application's role, and is rolled back.
`own_database`   the test has a clone of its own: it may commit, use threads and start programs. Wins over `django_db`.
`owner`          a plain connection of the database's owner to the clone of an `own_database` test, for tampering.
`site`           the address of a real server on the clone of an `own_database` test.

A fixture made by tests/beginnings.py is found ready: the transaction, or the clone, begins in its database instead of in an empty one.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests import databases, server
from tests.beginnings import BEGUN, Beginnings, Begun
from workflows import office

KIND = pytest.StashKey[databases.Databases]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=sorted(databases.KINDS), default="sqlite", help="which database the tests run on")
    parser.addoption(
        "--touching-it", action="store_true", help="only tests that touch the database; pytest-django lets the others touch none"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[KIND] = databases.of(config.option.database)
    databases.use(config.stash[KIND], databases.worker_name())


def pytest_unconfigure(config: pytest.Config) -> None:
    if KIND in config.stash and not hasattr(config, "workerinput"):
        config.stash[KIND].stop()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.option.database}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse what would flush the database, keep journeys to SQLite, and leave out what no database can change where that was asked."""
    if config.option.touching_it:
        config.hook.pytest_deselected(items=[item for item in items if not touches_the_database(item)])
        items[:] = [item for item in items if touches_the_database(item)]
    for item in items:
        marker = item.get_closest_marker("django_db")
        fixtures = set(getattr(item, "fixturenames", ()))
        if (marker and marker.kwargs.get("transaction")) or fixtures & {"transactional_db", "live_server"}:
            raise pytest.UsageError(
                f"{item.nodeid}: the triggers refuse a flush; mark it `own_database`, and take `site` for a server"
            )
        if item.get_closest_marker("journey") and config.option.database != "sqlite":
            item.add_marker(
                pytest.mark.skip(reason="journeys through the pages run on SQLite; the pages know nothing of the database")
            )


def touches_the_database(item: pytest.Item) -> bool:
    """Whether the test may: without one of these, pytest-django refuses every connection."""
    return any(item.get_closest_marker(name) for name in ("django_db", "own_database")) or bool(
        {"db", "own_database", "prepared"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def prepared(pytestconfig: pytest.Config, django_test_environment: None) -> databases.Databases:
    """The kind of database of this run, its template ready to be cloned."""
    databases.prepared(pytestconfig.stash[KIND])
    return pytestconfig.stash[KIND]


@pytest.fixture(scope="session")
def django_db_setup(prepared: databases.Databases) -> None:
    """In place of Django's own test databases, which know one role only: the worker's clone."""
    prepared.clone(databases.worker_name())


@pytest.fixture(scope="session")
def beginnings(prepared: databases.Databases) -> Beginnings:
    return Beginnings(prepared)


@pytest.fixture
def _begun(request: pytest.FixtureRequest, beginnings: Beginnings, django_db_blocker: DjangoDbBlocker) -> Begun | None:
    """What the test begins with; and nothing is known of an office that an earlier test changed."""
    with django_db_blocker.unblock():
        begun = request.node.stash[BEGUN] = beginnings.of(request.node)
    office.KEPT.clear()
    office.KEPT.update(begun.kept if begun else {})
    return begun


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker, prepared: databases.Databases
) -> None:
    """pytest-django's rolled-back transaction, unless the test has a database of its own."""
    if request.node.get_closest_marker("own_database"):
        request.getfixturevalue("own_database")
        return
    begun = request.getfixturevalue("_begun")
    with django_db_blocker.unblock():
        databases.use(prepared, begun.name if begun else databases.worker_name())
    request.getfixturevalue("_django_db_helper")


@pytest.fixture(autouse=True)
def _database_first(request: pytest.FixtureRequest) -> None:
    """What is arranged once for many tests is arranged before a fixture of one of them changes the clock or the settings."""
    if request.node.get_closest_marker("own_database"):
        request.getfixturevalue("own_database")
    elif "db" in request.fixturenames:
        request.getfixturevalue("_begun")


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest, prepared: databases.Databases, _begun: Begun | None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The name of a clone that this test alone uses, and commits in."""
    if not request.node.get_closest_marker("own_database"):
        raise pytest.UsageError("mark the test `own_database`: then its other fixtures use that database too")
    template = _begun.name if _begun else databases.TEMPLATE
    with django_db_blocker.unblock(), databases.own_clone(prepared, template) as name:
        yield name


@pytest.fixture
def owner(own_database: str, prepared: databases.Databases) -> Iterator[Any]:
    """The owner's plain connection: it sees what the test committed."""
    connection = prepared.owner(own_database)
    yield connection
    connection.close()


@pytest.fixture
def site(own_database: str) -> Iterator[str]:
    """The address of a server that the test started, as an office starts it."""
    with server.serving() as address:
        yield address
