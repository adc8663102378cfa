"""A desk page over a million open tasks: for an officer with some thousand waiting, and for the head of half of all documents."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from tests.bench.figures import Figure, at_most
from tests.bench.steps import counted

FEW_TASKS = 10_000
OFFICERS = 3_000  # documents that wait for the officer's desk, whatever the number of all
SEATED = 40  # and those that wait for a seat of his in some committee
PAGE = 26
REPEATED = 60
PROCESSES_BEFORE = 1000  # of the office's registers, at most
OFFICER, HEAD = "somchai", "boonmee"

# A table of numbers; ids come from them: 32 hexadecimal digits, as text or as UUID.
NUMBERS = "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < %s)"


class Dialect:
    def __init__(self, vendor: str) -> None:
        self.postgres = vendor == "postgresql"

    def id(self, number: str) -> str:
        return f"lpad(to_hex({number}), 32, '0')::uuid" if self.postgres else f"printf('%%032x', {number})"

    def day(self, days: str) -> str:
        return f"date '2026-10-01' + ({days})::int" if self.postgres else f"date('2026-10-01', '+' || ({days}) || ' days')"


def load(tasks: int) -> None:
    """An office with as many documents, each with its journey and one open task: half at the head's desk, few at the officer's."""
    from django.db import connections

    from tests.bench.load import guards_down
    from workflows.practice import found_practice_office

    office = found_practice_office()
    desks = Desks(office)
    say = Dialect(connections["default"].vendor)
    with guards_down() as cursor:
        for statement, parameters in desks.statements(say, tasks):
            cursor.execute(statement, parameters)


def as_key(say: Dialect, key: Any) -> Any:
    return key if say.postgres else key.hex


class Desks:
    """Who waits for what: the head's half, the officer's few, the officer's seats, and everybody else's."""

    def __init__(self, office: Any) -> None:
        from workflows.models import Case
        from workflows.queries import desk_names

        self.organization, self.people = office.organization, office.people
        self.case = Case.objects.filter(organization=office.organization).first()
        self.head, self.officer = (desk_names(office.people[who], office.organization)[0] for who in (HEAD, OFFICER))
        assert self.head != self.officer

    def statements(self, say: Dialect, tasks: int) -> list[tuple[str, list[Any]]]:
        organization, officer = as_key(say, self.organization.pk), as_key(say, self.people[OFFICER].pk)
        seated = f"n <= {SEATED}"
        waiting_for = (
            f"case when {seated} then 'seat:member' when n <= {SEATED + min(OFFICERS, tasks // 4)} then %s "
            "when n %% 2 = 0 then %s else 'desk' || n %% 50 end"
        )
        due_on = f"case when n %% 9 = 0 then null else {say.day('n %% 400')} end"
        document = (
            f"{NUMBERS} insert into workflows_document (id, organization_id, case_id, procedure, number, title, amount_satang, state, version, "
            "sequence, content_hash, law_date, last_acted_on, waiting_for, waiting_since, due_on, process_id) "
            f"select {say.id('n')}, %s, %s, 'purchase', n || '/2570', 'ซื้อวัสดุสำนักงาน รายการที่ ' || n, 100 * n, 'reported', 1, 1, '', "
            f"'2026-10-01', '2026-10-01', {waiting_for}, '2026-10-01 09:00:00+00', {due_on}, n + {PROCESSES_BEFORE} from numbers"
        )
        process = (
            f"{NUMBERS} insert into viewflow_process (id, flow_class, status, created, data) "
            f"select n + {PROCESSES_BEFORE}, 'procurement/flows.PurchaseFlow', 'NEW', '2026-10-01 09:00:00+00', '{{}}' from numbers"
        )
        task = (
            f"{NUMBERS} insert into viewflow_task (flow_task, flow_task_type, status, created, token, data, process_id, owner_id) "
            "select 'procurement/flows.PurchaseFlow.at_reported', 'HUMAN', 'NEW', '2026-10-01 09:00:00+00', 'start', '{}', "
            f"n + {PROCESSES_BEFORE}, "
            f"case when {seated} then %s else null end from numbers"
        )
        return [
            (process, [tasks]),
            (document, [tasks, organization, as_key(say, self.case.pk), self.officer, self.head]),
            (task, [tasks, officer]),
        ]


def measure(place: Any, tasks: int, rounds: int) -> list[Figure]:
    """The two sizes in turn, each in a fresh process, round after round."""
    bases = {size: place.base(f"desk_{size}") for size in (FEW_TASKS, tasks)}
    try:
        for size, base in bases.items():
            base.load(load, size)
        read = {size: [base.run(pages) for _ in range(rounds)] for size, base in bases.items()}
    finally:
        for size in bases:
            place.drop(f"desk_{size}")
    return [figure for who in (OFFICER, HEAD) for figure in figures(who, tasks, read)]


def figures(who: str, tasks: int, read: dict[int, list[dict[str, Any]]]) -> list[Figure]:
    names = {OFFICER: "an officer's desk", HEAD: "the desk of the head of half"}
    name = f"{names[who]}, {tasks:,} tasks"
    large, small = read[tasks], read[FEW_TASKS]
    page, by_key = (statistics.median(row[key] for row in large) for key in (who, "by_key"))
    own = statistics.median(row[who] / other[who] for row, other in zip(large, small, strict=True))
    share = statistics.median(row[who] / row["by_key"] for row in large)
    beside = f"{page * 1000:.2f} ms beside {PAGE} rows by primary key in {by_key * 1000:.2f} ms"
    return [
        at_most(f"{name}, statements", large[0][f"{who} statements"], "", 3, 1, "by primary key 1"),
        at_most(f"{name}, of its time at {FEW_TASKS:,}", own, "×", 2, 2, beside),
        at_most(f"{name}, of {PAGE} rows by primary key", share, "×", 6, 3, beside),
    ]


def pages() -> dict[str, Any]:
    """How long each page takes, in seconds, and 26 rows by primary key; in turn."""
    from django.db import connection

    from workflows import waiting
    from workflows.models import Organization, User

    organization = Organization.objects.get()
    people = {who: User.objects.get(username=who) for who in (OFFICER, HEAD)}
    say = Dialect(connection.vendor)
    keys = [row.id for row in waiting.desk(people[HEAD], organization)]
    works: dict[str, Callable[[], Any]] = {
        **{who: lambda person=person: waiting.desk(person, organization) for who, person in people.items()},
        "by_key": lambda: by_key([as_key(say, key) for key in keys]),
    }
    assert all(len(work()) == PAGE for work in works.values())
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(REPEATED):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - began)
    statements = {f"{who} statements": counted(works[who]) for who in people}
    return {**{name: statistics.median(times) for name, times in taken.items()}, **statements}


def by_key(keys: list[Any]) -> list[Any]:
    """The same columns of 26 documents by the same cursor."""
    from django.db import connection

    from workflows.waiting import COLUMNS

    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(COLUMNS)} from workflows_document where id in ({marks})", keys)
        return list(cursor.fetchall())
