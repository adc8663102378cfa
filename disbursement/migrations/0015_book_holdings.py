"""Who held a receipt book on which day; of books that are held now, since when."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflows.fields


def begin(apps: Any, editor: Any) -> None:
    """Who held a book before is in the trail alone; whoever signed for it holds it still."""
    books, holdings = apps.get_model("disbursement", "ReceiptBook"), apps.get_model("disbursement", "BookHolding")
    alias = editor.connection.alias
    held = books.objects.using(alias).filter(holder__isnull=False, taken_on__isnull=False)
    holdings.objects.using(alias).bulk_create(
        holdings(organization_id=book.organization_id, book_id=book.pk, holder_id=book.holder_id, taken_on=book.taken_on)
        for book in held.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("disbursement", "0014_cheque_claim"),
        ("workflows", "0014_journal_by_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookHolding",
            fields=[
                ("id", models.UUIDField(default=workflows.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ("taken_on", models.DateField(verbose_name="ลงชื่อรับเล่มวันที่")),
                ("given_back_on", models.DateField(null=True, verbose_name="คืนเล่มวันที่")),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="disbursement.receiptbook",
                        verbose_name="เล่มที่",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้รับเล่ม",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflows.organization"),
                ),
            ],
            options={
                "verbose_name": "ผู้ถือเล่มใบเสร็จ",
                "ordering": ["book", "taken_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("given_back_on", None)), fields=("book",), name="book_holding_one_at_a_time"
                    )
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
