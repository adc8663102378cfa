"""From which day on an office types its matters into the central systems from here: for whoever had matters before, the day on which that came to him."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

BANGKOK, CAME_WITH = ZoneInfo("Asia/Bangkok"), "0009_central_numbers"


def came_on(editor: Any) -> date:
    """The day on which this database learned of central numbers: before this very migration, or in an earlier upgrade."""
    recorded = MigrationRecorder(editor.connection).migration_qs.filter(app="workflows", name=CAME_WITH)
    moment = recorded.order_by("-applied").values_list("applied", flat=True).first() or timezone.now()
    return moment.astimezone(BANGKOK).date()


def begin(apps: Any, editor: Any) -> None:
    """Who began later, and who practises on a clock of his own, has no matters that were typed without us."""
    alias, organizations, cases = (
        editor.connection.alias, apps.get_model("workflows", "Organization"), apps.get_model("workflows", "Case"),
    )  # fmt: skip
    day = came_on(editor)
    had_matters = cases.objects.using(alias).filter(opened_on__lt=day).values("organization")
    organizations.objects.using(alias).filter(pk__in=had_matters, is_practice=False).update(central_from=day)


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0009_central_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="central_from",
            field=models.DateField(blank=True, null=True, verbose_name="ลงระบบกลางตั้งแต่เรื่องที่ถึงกำหนดวันที่"),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
