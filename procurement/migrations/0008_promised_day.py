"""The day that an order promises becomes the day until which its purchase waits; what stands in the journal is not touched."""

from django.db import migrations

# No guard stands while the tables are migrated, and the day is no part of what anybody signed.
PROMISED = """update workflows_document set due_on = (
 select i.due_on from procurement_instalment i where i.document_id = workflows_document.id and i.delivered_satang <> i.amount_satang
 order by i.number limit 1)
where procedure = 'purchase' and state = 'ordered'"""


class Migration(migrations.Migration):
    dependencies = [("procurement", "0007_contract_source")]

    operations = [migrations.RunSQL(PROMISED, migrations.RunSQL.noop)]
