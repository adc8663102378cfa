"""The officers type into e-GP and e-LAAS what has become due: most of it, the oldest first."""

from collections.abc import Mapping

from workflows import clock, engine
from workflows.central import missing
from workflows.central.entries import ENTRIES
from workflows.founding import register_of
from workflows.models import Document, System
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES
from workflows.registers.office import OfficeRegister
from workflows.roles import Role

TYPISTS: Mapping[Role, str] = {
    Role.SUPPLIES_OFFICER: "duangjai",
    Role.BUDGET_OFFICER: "kanda",
    Role.REQUESTER: "orathai",
    Role.COLLECTOR: "porntip",
    Role.FINANCE_OFFICER: "theera",
}
ROWS_MAX = 1000
LEFT_EVERY = 3  # of so many one is left for later


def type_numbers(office: PracticeOffice) -> int:
    """How many were typed; the numbers are plainly invented."""
    organization = office.fresh()
    today, typed = clock.today(organization), 0
    for place, row in enumerate(missing.pending(organization, ENTRIES.values(), rows=ROWS_MAX), start=1):
        if place % LEFT_EVERY == 0:
            continue
        entry = row.missing.entry
        document: Document = PROCEDURES[entry.procedure].model._default_manager.get(pk=row.id)
        number = f"ทดลอง {place}/2570"
        engine.perform(office.people[TYPISTS[entry.by]], document, entry.step, system_number=number, entered_on=today)
        typed += 1
    return typed


def tell_outage(office: PracticeOffice) -> None:
    """e-LAAS cannot be used since today: what waits for it is explained."""
    register, today = register_of(office.organization, OfficeRegister), clock.today(office.fresh())
    engine.perform(
        office.people["rattana"], register, "begin_outage", system=System.ELAAS.value, starts_on=today, ends_on=None,
        told="เข้าใช้ระบบไม่ได้ทั้งวัน โทรแจ้งผู้ดูแลระบบแล้ว",
    )  # fmt: skip
