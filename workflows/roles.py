"""What a procedure asks for. A position carries roles through its group; nobody holds one directly."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The standing roles of the office, with the post of an อบต. that usually carries each."""

    REQUESTER = "requester", _("เจ้าหน้าที่ของหน่วยงาน")
    HEAD_OF_UNIT = "head_of_unit", _("หัวหน้าหน่วยงานผู้เบิก")
    BUDGET_OFFICER = "budget_officer", _("ผู้คุมทะเบียนงบรายจ่าย")
    SUPPLIES_OFFICER = "supplies_officer", _("เจ้าหน้าที่พัสดุ")
    HEAD_OF_SUPPLIES = "head_of_supplies", _("หัวหน้าเจ้าหน้าที่")
    FINANCE_OFFICER = "finance_officer", _("เจ้าพนักงานการเงิน")
    DAILY_CHECKER = "daily_checker", _("ผู้ตรวจสอบการรับเงินประจำวัน")
    ACCOUNTANT = "accountant", _("นักวิชาการเงินและบัญชี")
    HEAD_OF_FINANCE_SECTION = "head_of_finance_section", _("หัวหน้าฝ่ายบริหารงานคลัง")
    FINANCE_DIRECTOR = "finance_director", _("ผู้อำนวยการกองคลัง")
    PERMANENT_SECRETARY = "permanent_secretary", _("ปลัด")
    CHIEF_EXECUTIVE = "chief_executive", _("นายก")
    COLLECTOR = "collector", _("เจ้าพนักงานจัดเก็บรายได้")
    AUDITOR = "auditor", _("ผู้ตรวจสอบ")


# These belong to one unit: a clerk asks for the unit that he serves, a head answers for the unit that he heads.
UNIT_ROLES = frozenset({Role.REQUESTER, Role.HEAD_OF_UNIT})
NAMES = frozenset(Role.values)
ORGANIZATION_ROLES = frozenset(Role) - UNIT_ROLES
# Who draws up what others judge: a machine may do so for them. All others decide, check or answer for it, and that no machine does.
PREPARING_ROLES = frozenset(
    {Role.REQUESTER, Role.BUDGET_OFFICER, Role.SUPPLIES_OFFICER, Role.FINANCE_OFFICER, Role.ACCOUNTANT, Role.COLLECTOR}
)


def desk_name(role: str, unit_code: str | None) -> str:
    """The role as a desk: `head_of_unit:กองช่าง` where it is a unit's, so that nobody sees another unit's papers."""
    return f"{role}:{unit_code}" if role in UNIT_ROLES else str(role)
