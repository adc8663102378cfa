"""ข้อ 79, 81: negotiation with one vendor, the result, and its announcement."""

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from procurement import asks
from procurement.alike import might_be_split, same_vendor_again
from procurement.models import PurchaseLine
from procurement.purchase.report import Report
from procurement.purchase.states import DRAFTING, RESULT, SOON, State
from procurement.purchase_rows import agreed_prices
from procurement.rules import order as rules
from procurement.rules.interest import buys_from_himself, vendor_is_yours
from workflows.act import Act
from workflows.roles import Role
from workflows.step import step


class Award(Report):
    """Price and vendor."""

    class Meta:
        abstract = True

    @step(
        label=_("รายงานผลการพิจารณา"),
        basis="procurement.negotiate",
        by=Role.SUPPLIES_OFFICER,
        source=State.NEGOTIATING,
        target=State.RESULT_REPORTED,
        within=DRAFTING,
        needs=(rules.inspector_buys, buys_from_himself),
        paper="result_report",
        shows=("estimate_baht", "reference_price_baht", "criteria"),
        signs=True,
    )
    def report_result(
        self, act: Act, *, vendor: asks.Vendor, quotation_number: asks.QuotationNumber, quoted_on: asks.QuotedOn, quoted_price_baht: asks.QuotedPrice,
        prices: asks.AgreedPrices, award_reason: asks.AwardReason,
    ) -> None:  # fmt: skip
        """The officer negotiates with one vendor, and reports the price that was agreed."""
        lines, by_line = act.evidence.rows["lines"], agreed_prices(prices)
        agreed = rules.agreed_total_baht(lines, by_line)
        act.refuse(
            vendor_is_yours(vendor, act),
            rules.unpriced_lines(lines, by_line, act.law),
            rules.line_priced_twice(prices, act.law),
            rules.quoted_in_future(quoted_on, act.acted_on, act.law),
            rules.price_above(agreed, self.estimate_baht, text("วงเงินที่เห็นชอบ"), act.law),
            rules.price_above(agreed, quoted_price_baht, text("ใบเสนอราคา"), act.law),
        )
        if act.refusals:
            return
        self.result_number = self.result_number or act.take_number("purchase_result", act.acted_on)
        self.vendor, self.quotation_number = vendor, quotation_number
        self.quoted_on, self.quoted_price_baht = quoted_on, quoted_price_baht
        self.agreed_price_baht, self.award_reason = agreed, award_reason
        for row in lines:
            act.change(PurchaseLine, row["id"], agreed_unit_price_baht=by_line[row["position"]])

    @step(
        label=_("เสนอความเห็นต่อผล"),
        basis="procurement.result_report",
        by=Role.HEAD_OF_SUPPLIES,
        source=State.RESULT_REPORTED,
        target=State.RESULT_ENDORSED,
        within=SOON,
        cautions=(might_be_split, same_vendor_again),
        needs=(buys_from_himself,),
        shows=RESULT,
        signs=True,
    )
    def endorse_result(self, act: Act, *, reason: asks.OpinionOnResult) -> None:
        """หัวหน้าเจ้าหน้าที่ passes the result on to นายก with his opinion, as he did with the report."""

    @step(
        label=_("เห็นชอบผลการพิจารณา"),
        basis="procurement.award",
        by=Role.CHIEF_EXECUTIVE,
        source=State.RESULT_ENDORSED,
        target=State.AWARDED,
        within=SOON,
        cautions=(might_be_split, same_vendor_again),
        needs=(buys_from_himself,),
        shows=RESULT,
        signs=True,
    )
    def approve_result(self, act: Act) -> None:
        """นายก agrees to vendor and price; from here the agreed price is the case's amount."""
        self.amount_baht = self.agreed_price_baht

    @step(
        label=_("ลงนามประกาศผู้ชนะ"),
        basis="procurement.announce",
        by=Role.CHIEF_EXECUTIVE,
        source=State.AWARDED,
        target=State.ORDERING,
        within=SOON,
        needs=(buys_from_himself,),
        paper="winner_announcement",
        shows=RESULT,
        signs=True,
    )
    def announce_winner(self, act: Act) -> None:
        """The head signs the announcement, and it comes before the order."""
        self.announcement_number = act.take_number("announcement", act.acted_on)
        self.announced_on = act.acted_on
