"""The test databases themselves: what is written is gone for the next test, and the application's role has an office's rights."""

import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.beginnings import beginning
from tests.conftest import touches_the_database
from tests.databases import ROOT
from workflows.models import Organization
from workflows.practice import PracticeOffice, found_practice_office

COUNT = "import django; django.setup(); from workflows.models import Organization; print(Organization.objects.count())"


def run_elsewhere() -> int:
    """How many offices another program sees in the database that the environment names."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", COUNT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return int(run.stdout)


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_an_ordinary_test_is_rolled_back(turn: int) -> None:
    assert not Organization.objects.exists()
    found_practice_office()
    assert Organization.objects.count() == 1


@pytest.mark.own_database
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_with_its_own_database_commits_and_leaves_nothing(turn: int) -> None:
    assert not Organization.objects.exists()
    assert not connection.in_atomic_block
    found_practice_office()
    assert run_elsewhere() == 1


@pytest.mark.django_db
@pytest.mark.own_database
def test_a_database_of_its_own_wins_over_the_transaction(own_database: str) -> None:
    assert not connection.in_atomic_block
    assert own_database in os.environ["DATABASE_URL"]


@pytest.mark.django_db
def test_the_next_ordinary_test_is_back_on_the_worker_s_clone() -> None:
    assert connection.in_atomic_block
    assert not Organization.objects.exists()


@pytest.mark.own_database
def test_threads_share_the_own_database() -> None:
    found_practice_office()
    seen: list[int] = []

    def look() -> None:
        seen.append(Organization.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.own_database
def test_the_owner_sees_and_may_change_what_was_committed(owner: Any) -> None:
    found_practice_office()
    assert owner.execute("select count(*) from workflows_organization").fetchone()[0] == 1
    if connection.vendor == "postgresql":
        owner.execute("alter table workflows_unit disable trigger user")
    else:
        owner.execute("drop trigger dika_guard_update_workflows_unit")
    owner.execute("update workflows_unit set name = 'แก้โดยเจ้าของฐานข้อมูล'")
    assert owner.execute("select distinct name from workflows_unit").fetchall() == [("แก้โดยเจ้าของฐานข้อมูล",)]


@pytest.mark.own_database
@pytest.mark.parametrize(
    "sql", ["create temporary table x (y int)", "create table x (y int)", "drop table workflows_unit", "set role dika_owner"]
)
def test_the_application_s_role_owns_nothing(sql: str) -> None:
    """Rights on a database do not come along when it is cloned, so they are tried on a clone."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles: whoever may write the file owns it")
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.own_database
def test_a_server_answers_from_the_own_database(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{site}/api/v1/desk", timeout=20)  # the address is our own
    assert answer.value.code == 401


@pytest.mark.own_database
def test_other_fixtures_use_the_own_database_too(office: PracticeOffice) -> None:
    assert run_elsewhere() == 1
    assert office.wilai.username == "wilai"


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


@pytest.mark.django_db
def test_a_test_that_may_touch_the_database_is_run_on_both(request: pytest.FixtureRequest) -> None:
    assert touches_the_database(request.node)


def test_a_test_that_is_left_out_where_it_could_differ_can_reach_no_database(request: pytest.FixtureRequest) -> None:
    assert not touches_the_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Organization.objects.exists()
