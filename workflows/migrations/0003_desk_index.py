"""Whose seats are open: viewflow's own indexes do not tell open tasks from the millions that are done."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_document_process")]

    operations = [
        migrations.RunSQL(
            "create index dika_open_seats on viewflow_task (owner_id) where finished is null",
            "drop index dika_open_seats",
        )
    ]
