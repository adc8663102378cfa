"""A task is written at every step, and each of its indexes with it. Those stay that somebody asks: whose process, whose open seat."""

from django.db import migrations

KEPT = ["process_id"]
OPEN_SEATS = "create index dika_open_seats on viewflow_task (owner_id) where finished is null and owner_id is not null"
OPEN_DESKS = "create index dika_open_seats on viewflow_task (owner_id) where finished is null"


def drop_unasked(apps, schema_editor):
    """Their names differ from one release of viewflow to the next, so they are found by what they are."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "viewflow_task")
    for name, facts in found.items():
        is_constraint = facts["primary_key"] or facts["unique"] or facts["foreign_key"] or facts["check"]
        if facts["index"] and not is_constraint and facts["columns"] != KEPT:
            schema_editor.execute(f"drop index {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_party_officer"), ("viewflow", "0015_task_scheduled")]

    operations = [
        migrations.RunPython(drop_unasked, migrations.RunPython.noop),
        migrations.RunSQL(OPEN_SEATS, f"drop index dika_open_seats; {OPEN_DESKS}"),
    ]
