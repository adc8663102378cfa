"""One step by the peers, measured in one run on one database: only ratios within a run mean anything.

Nothing of the given database is read or changed: on PostgreSQL the tables live in a schema of their own that is dropped
at the end (the role needs CREATE on the database); on SQLite in a sibling file on the same disk, deleted at the end.

bare       the bound: UPDATE a document by its key + INSERT a journal row with 520 bytes of text and a unique
           (document, sequence); no ORM, prepared statements, one commit
viewflow   a View task of a five-desk round, SelectForUpdateLock(nowait=False), permission asked, + an audit row by the ORM

Medians over interleaved rounds. A maker is make(part, parts); it runs in a forked child and returns an object with step().
"""

import multiprocessing
import random
import sqlite3
import statistics
import sys
import time
import types
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BODY = "x" * 520
DOCUMENTS = 4000
SCHEMA = "yardsticks"
DESKS = 5


def is_postgres(url):
    return url.startswith(("postgres://", "postgresql://"))


def sqlite_path(url):
    return url.removeprefix("sqlite:///") + ".yardsticks"


def connect(url):
    """A bare driver connection, with the durability that the product has: synchronous commit, WAL and FULL."""
    if is_postgres(url):
        import psycopg

        return psycopg.connect(
            url.replace("postgres://", "postgresql://", 1),
            prepare_threshold=2,
            options=f"-c search_path={SCHEMA} -c synchronous_commit=on",
        )
    connection = sqlite3.connect(sqlite_path(url), isolation_level=None, timeout=60)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    return connection


def create_bare(url):
    """The two tables of the bound, filled and analysed."""
    connection, postgres = connect(url), is_postgres(url)
    if postgres:
        connection.autocommit = True
        connection.execute(f"drop schema if exists {SCHEMA} cascade")
        connection.execute(f"create schema {SCHEMA}")
    key = "bigserial" if postgres else "integer"
    connection.execute(f"create table bare_document(id {key} primary key, state varchar(50) not null, version int not null)")
    connection.execute(
        f"create table bare_journal(id {key} primary key, document_id bigint not null, sequence int not null, body text not null, unique(document_id, sequence))"
    )
    connection.execute(
        "insert into bare_document(id, state, version) with recursive n(x) as (select 1 union all select x+1 from n where x<%d) select x,'s0',0 from n"
        % DOCUMENTS
    )
    connection.execute("analyze")
    connection.close()


class Bare:
    """The bound itself. Each process steps documents of its own part, at random."""

    def __init__(self, url, part, parts):
        self.connection, self.postgres = connect(url), is_postgres(url)
        self.random, self.versions = random.Random(part), dict.fromkeys(range(part + 1, DOCUMENTS + 1, parts), 0)
        for document, version in self.connection.execute(
            "select document_id, max(sequence) from bare_journal group by 1"
        ).fetchall():
            if document in self.versions:
                self.versions[document] = version
        self.connection.commit() if self.postgres else None
        self.documents = list(self.versions)

    def step(self):
        document = self.random.choice(self.documents)
        self.versions[document] = version = self.versions[document] + 1
        if self.postgres:
            with self.connection.transaction():
                self.connection.execute("update bare_document set state=%s, version=%s where id=%s", ("s1", version, document))
                self.connection.execute(
                    "insert into bare_journal(document_id, sequence, body) values(%s,%s,%s)", (document, version, BODY)
                )
            return
        self.connection.execute("begin immediate")
        self.connection.execute("update bare_document set state=?, version=? where id=?", ("s1", version, document))
        self.connection.execute("insert into bare_journal(document_id, sequence, body) values(?,?,?)", (document, version, BODY))
        self.connection.execute("commit")


def set_up_django(url):
    """Django with viewflow and nothing else, on the tables of this run only; this file is its one application."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    if is_postgres(url):
        u = urlsplit(url)
        database = {
            "ENGINE": "django.db.backends.postgresql", "NAME": u.path.lstrip("/"), "USER": unquote(u.username or ""), "PASSWORD": unquote(u.password or ""),
            "HOST": u.hostname or parse_qs(u.query).get("host", [""])[0], "PORT": str(u.port or ""), "CONN_MAX_AGE": None, "OPTIONS": {"options": f"-c search_path={SCHEMA} -c synchronous_commit=on"},
        }  # fmt: skip
    else:
        database = {
            "ENGINE": "django.db.backends.sqlite3", "NAME": sqlite_path(url),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"},
        }  # fmt: skip
    settings.configure(
        SECRET_KEY="peers", USE_TZ=True, DATABASES={"default": database}, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow", __name__],
    )  # fmt: skip
    django.setup()
    declare()


urlpatterns = []


def declare():
    """The models and the flow need a configured Django, so they are made here and hung on the module, where viewflow looks for them."""
    from django.contrib.auth.models import User
    from django.db import models
    from viewflow import this
    from viewflow.workflow import flow, lock
    from viewflow.workflow.models import Process

    class Audit(models.Model):
        """What every office would add to a peer: one row per step."""

        document = models.BigIntegerField(db_index=True)
        step = models.CharField(max_length=40)
        actor = models.ForeignKey(User, models.PROTECT)
        at = models.DateTimeField(auto_now_add=True)
        note = models.TextField()

        class Meta:
            app_label = "yardsticks"

    flows = sys.modules[f"{__name__}.flows"] = types.ModuleType("yardsticks.flows")  # viewflow wants flows below their application
    body = {
        "__module__": f"{__name__}.flows",
        "process_class": Process,
        "lock_impl": lock.SelectForUpdateLock(nowait=False),
        "start": flow.StartHandle().Next(this.v0),
    }
    for i in range(DESKS):
        body[f"v{i}"] = (
            flow.View(lambda request, **kwargs: None).Permission("yardsticks.add_audit").Next(getattr(this, f"v{(i + 1) % DESKS}"))
        )
    module = sys.modules[__name__]
    module.Audit = Audit
    module.RoundFlow = flows.RoundFlow = type(flow.Flow)("RoundFlow", (flow.Flow,), body)


def fill_django(processes=300):
    """Tables by migration, one officer with the permission, and rounds to walk."""
    from django.contrib.auth.models import Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, transaction

    module = sys.modules[__name__]
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as schema:
        schema.create_model(module.Audit)
    officer = User.objects.create(username="officer")
    kind = ContentType.objects.get_for_model(module.Audit)
    officer.user_permissions.add(Permission.objects.create(codename="add_audit", name="may step", content_type=kind))
    with transaction.atomic():
        for _ in range(processes):
            module.RoundFlow.start.run()
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    connection.close()


class DjangoPeer:
    def __init__(self, url, part, parts):
        set_up_django(url)
        from django.contrib.auth.models import User
        from django.db import connections

        connections.close_all()
        self.module, self.random = sys.modules[__name__], random.Random(part)
        self.officer = User.objects.get(username="officer")
        self.prepare(part, parts)

    def audit(self, document, step):
        self.module.Audit.objects.create(document=document, step=step, actor=self.officer, note=BODY)


class Viewflow(DjangoPeer):
    def prepare(self, part, parts):
        from viewflow.workflow.models import Process

        self.processes = list(Process.objects.order_by("pk").values_list("pk", flat=True))[part::parts]

    def step(self):
        from viewflow.workflow.models import Task

        task = Task.objects.get(process_id=self.random.choice(self.processes), flow_task_type="HUMAN", finished=None)
        with task.activation() as activation:
            if not activation.flow_task.can_assign(self.officer, activation.task):
                raise PermissionError("viewflow refused the officer")
            activation.assign(self.officer)
            activation.start(None)
            activation.execute()
            self.audit(task.process_id, activation.flow_task.name)


def run_steps(make, part, parts, seconds, barrier, results):
    try:
        stepper = make(part, parts)
        warm_until = time.perf_counter() + 0.5
        while time.perf_counter() < warm_until:
            stepper.step()
    finally:
        barrier.wait(120)
    latencies, began = [], time.perf_counter()
    while (now := time.perf_counter()) - began < seconds:
        stepper.step()
        latencies.append(time.perf_counter() - now)
    results.put((time.perf_counter() - began, latencies))


def measure(make, processes, seconds):
    """Steps per second over all processes together, and the latency of one step. `make(part, parts)` runs in the child."""
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(processes), context.Queue()
    children = [
        context.Process(target=run_steps, args=(make, part, processes, seconds, barrier, results)) for part in range(processes)
    ]
    for child in children:
        child.start()
    rows = [results.get(timeout=seconds + 180) for _ in children]
    for child in children:
        child.join()
    latencies = sorted(latency for _, row in rows for latency in row)
    at = lambda share: round(latencies[int(len(latencies) * share)] * 1000, 2)
    return {
        "per_second": round(sum(len(row) / wall for wall, row in rows)),
        "p50_ms": at(0.5),
        "p95_ms": at(0.95),
        "max_ms": at(1 - 1e-9),
    }


def clean(url):
    if is_postgres(url):
        connection = connect(url)
        connection.autocommit = True
        connection.execute(f"drop schema if exists {SCHEMA} cascade")
        connection.close()
        return
    for tail in ("", "-wal", "-shm"):
        Path(sqlite_path(url) + tail).unlink(missing_ok=True)


def compare(makers, processes, seconds, rounds, statements):
    """Every maker in turn, round after round, because a shared machine drifts; medians, and ratios taken within a round.

    `makers` is {name: make(part, parts)} with "bare" among them; {name: {"statements": n, "1": {...}, "4": {...}}} comes back.
    A product sets itself beside the peers by adding its own maker.
    """
    rows = {(name, n): [] for name in makers for n in processes}
    for _ in range(rounds):
        for n in processes:
            for name, make in makers.items():
                rows[name, n].append(measure(make, n, seconds))
    table = {name: {"statements": statements[name]} for name in makers}
    for (name, n), measured in rows.items():
        ratios = [row["per_second"] / bare["per_second"] for row, bare in zip(measured, rows["bare", n])]
        cell = table[name][str(n)] = {key: round(statistics.median(row[key] for row in measured), 2) for key in measured[0]}
        cell["of_bare_percent"] = round(100 * statistics.median(ratios), 1)
        cell["of_bare_percent_range"] = [round(100 * min(ratios), 1), round(100 * max(ratios), 1)]
    return table
