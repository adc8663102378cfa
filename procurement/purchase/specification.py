"""ข้อ 21 และมาตรา 4: what exactly is bought, and what it should cost."""

from django.utils.translation import gettext_lazy as _

from procurement import asks
from procurement.models import StandingSpecifier
from procurement.purchase.request import Request
from procurement.purchase.states import DRAFTING, NEED, SOON, SPECIFIED, SPECIFIER, State
from procurement.queries import specifier_of
from procurement.rules import request as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Specification(Request):
    """Specification and reference price, agreed before the report."""

    class Meta:
        abstract = True

    @step(
        label=_("แต่งตั้งผู้กำหนดคุณลักษณะ"),
        basis="procurement.appoint_specifier",
        by=Role.CHIEF_EXECUTIVE,
        source=State.SPECIFIER_NEEDED,
        target=State.SPECIFYING,
        within=SOON,
        shows=NEED,
        signs=True,
    )
    def appoint_specifier(self, act: Act, *, specifier: asks.Person, specifier_order: asks.OrderNumber) -> None:
        """นายก appoints the person for this case."""
        self.specifier, self.specifier_order = specifier, specifier_order

    @step(
        label=_("ผู้กำหนดคุณลักษณะตามคำสั่งประจำ"),
        basis="procurement.appoint_specifier",
        by=SYSTEM,
        source=State.SPECIFIER_NEEDED,
        target=State.SPECIFYING,
        when=lambda purchase: purchase.standing_specifier() is not None,
    )
    def take_standing_specifier(self, act: Act) -> None:
        """The unit has a person by a standing order of นายก; nobody needs to be appointed again."""
        standing = self.standing_specifier()
        assert standing is not None
        self.specifier, self.specifier_order = standing.person, standing.order_number

    def standing_specifier(self) -> StandingSpecifier | None:
        return specifier_of(self.unit_id, self.last_acted_on)

    @step(
        label=_("เสนอคุณลักษณะและราคากลาง"),
        basis="procurement.specification",
        by=SPECIFIER,
        source=State.SPECIFYING,
        target=State.SPECIFIED,
        within=DRAFTING,
        shows=NEED,
        signs=True,
    )
    def specify(
        self, act: Act, *, specification: asks.Specification, reference_price_baht: asks.ReferencePrice, price_source: asks.Source,
        price_source_reason: asks.SourceReason,
    ) -> None:  # fmt: skip
        """The specification, and the reference price from the first source that exists."""
        act.refuse(rules.weaker_price_source(price_source, price_source_reason, self.kind, act.law))
        self.specification, self.reference_price_baht = specification, reference_price_baht
        self.price_source, self.price_source_reason = price_source, price_source_reason

    @step(
        label=_("เห็นชอบคุณลักษณะและราคากลาง"),
        basis="procurement.specification",
        by=Role.CHIEF_EXECUTIVE,
        source=State.SPECIFIED,
        target=State.REPORTING,
        within=SOON,
        shows=SPECIFIED,
        signs=True,
    )
    def agree_specification(self, act: Act) -> None:
        """Agreed before the report, never after."""
