"""ข้อ 27, มาตรา 13: nobody looks at anything before he has said that he has no interest in the vendor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from committees.acceptance import interest, seats
from committees.acceptance.opening import Opening
from committees.acceptance.states import CARRYING_ON, DECLARING, GOODS_DAYS, INTEREST, State
from committees.models import InterestDeclaration
from workflows.act import Act
from workflows.step import SYSTEM, step


def all_declared(acceptance: Any) -> bool:
    return not seats.undeclared(acceptance.rows)


class Declaring(Opening):
    """The declaration of each member."""

    class Meta:
        abstract = True

    @step(
        label=_("แจ้งว่าไม่มีส่วนได้เสีย"), basis="committee.conflict_of_interest", by=DECLARING, source=State.DECLARING, within=GOODS_DAYS,
        signs=True, needs=(interest.own_interest_known,), shows=INTEREST,
    )  # fmt: skip
    def declare_no_interest(self, act: Act) -> None:
        """A signed declaration for this purchase; who stands behind the vendor in the office's own register cannot make it."""
        act.add(self, InterestDeclaration, [{"person": act.person, "has_interest": False, "declared_on": act.acted_on}])
        act.tell(has_interest=False)

    @step(
        label=_("เริ่มตรวจรับ"), basis="committee.conflict_of_interest", by=SYSTEM, source=State.DECLARING, target=State.INSPECTING,
        when=lambda acceptance: all_declared(acceptance) and not acceptance.findings_stand,
    )  # fmt: skip
    def begin_inspection(self, act: Act) -> None:
        """Everybody has declared."""

    @step(
        label=_("ลงความเห็นต่อ"), basis=CARRYING_ON, by=SYSTEM, source=State.DECLARING, target=State.SIGNING,
        when=lambda acceptance: all_declared(acceptance) and acceptance.findings_stand,
    )  # fmt: skip
    def resume_signing(self, act: Act) -> None:
        """Somebody was replaced while the others were signing; what they signed stands."""
