"""What pages show of procurement's registers."""

from django.db.models import Q
from django.utils.translation import gettext as _

from procurement.contracts_table import contracts_table
from procurement.models import StandingSpecifier
from workflows import clock
from workflows.dates import short_date
from workflows.pages import Table
from workflows.views.register_tables import HOLDINGS, RegisterSeen, even


def standing_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """Who drafts the specifications of which unit, now and from now on."""
    today = clock.today(seen.organization)
    orders = StandingSpecifier.objects.filter(organization=seen.organization).select_related("unit", "person")
    rows = tuple(
        seen.row(
            order.unit.name, order.person.full_name, order.order_number, short_date(order.starts_on),
            short_date(order.ends_on) if order.ends_on else _("จนกว่าจะเลิก"),
            ways=(seen.way("end_standing_specifier", _("เลิกคำสั่ง"), order=order.pk),),
        )
        for order in orders.filter(Q(ends_on=None) | Q(ends_on__gte=today)).order_by("unit__code", "starts_on")
    )  # fmt: skip
    columns = seen.columns(_("หน่วยงาน"), _("ผู้กำหนดคุณลักษณะ"), _("คำสั่งที่"), _("ตั้งแต่"), _("ถึง"), ways=("end_standing_specifier",))
    return (Table(columns, even(rows, columns), _("ผู้กำหนดคุณลักษณะประจำหน่วยงาน"), empty=_("ยังไม่มีคำสั่งประจำ")),)


HOLDINGS["standing_orders"] = standing_tables
HOLDINGS["contracts_register"] = contracts_table
