"""Which steps a page offers, and which it explains instead."""

from dataclasses import dataclass

from workflows.pages.parts import Clause
from workflows.refusal import Refusal

NOT_YOURS = frozenset({"NOT_YOUR_ROLE", "NOT_YOUR_SEAT"})


@dataclass(frozen=True)
class Offer:
    """A step of the present state, allowed or with every reason against it. `is_onward` makes it the button of the page.

    `cautions` tell what speaks against doing it today, though the person may: unless they are only told, it is no button among the others.
    One that only `adds`, a file say, leaves the document where it waits: it answers nothing.
    """

    label: str
    url: str
    clause: Clause
    refusals: tuple[Refusal, ...] = ()
    is_onward: bool = False
    signs: bool = False
    cautions: tuple[Refusal, ...] = ()
    adds: bool = False

    @property
    def is_allowed(self) -> bool:
        return not self.refusals

    @property
    def can_be_readied(self) -> bool:
        """Whether nothing speaks against doing it today but what another step puts right first."""
        return all(caution.mended_by or caution.only_told for caution in self.cautions)

    @property
    def may_be_done_now(self) -> bool:
        """Whether whatever is told beside it keeps nobody from it."""
        return self.is_allowed and all(caution.only_told for caution in self.cautions)

    @property
    def concerns_you(self) -> bool:
        """Whether this person holds the role or seat, whatever else stands against the step."""
        return not any(refusal.code in NOT_YOURS for refusal in self.refusals)


@dataclass(frozen=True)
class Chapter:
    """Steps of a register that belong together."""

    title: str
    offers: tuple[Offer, ...]


class HasOffers:
    """A part of a page that lights some steps, and explains the others."""

    offers: tuple[Offer, ...]

    @property
    def allowed(self) -> tuple[Offer, ...]:
        """What may be done: what the document waits for before what one may do beside it."""
        return tuple(sorted((offer for offer in self.offers if offer.may_be_done_now), key=lambda offer: not offer.is_onward))

    @property
    def answers(self) -> tuple[Offer, ...]:
        """The buttons: what the document waits for, what takes it elsewhere, and whatever something is told of."""
        return tuple(offer for offer in self.allowed if offer.is_onward or offer.cautions or not offer.adds)

    @property
    def beside(self) -> tuple[Offer, ...]:
        """What may be done without answering: it stands after the answers, and in less weight."""
        return tuple(offer for offer in self.allowed if offer not in self.answers)

    @property
    def cautioned(self) -> tuple[Offer, ...]:
        """What may be done, but hardly today."""
        return tuple(offer for offer in self.offers if offer.is_allowed and not offer.may_be_done_now)

    @property
    def has_a_choice(self) -> bool:
        """Whether several answers are open: then none is put before the others, by its colour neither."""
        return sum(offer.is_onward and offer.is_allowed and offer.can_be_readied for offer in self.offers) > 1

    @property
    def blocked(self) -> tuple[Offer, ...]:
        """The step that is waited for, when it is this very person's and something stands against it: it is what he came for."""
        return tuple(offer for offer in self.offers if not offer.is_allowed and offer.concerns_you and offer.is_onward)

    @property
    def refused(self) -> tuple[Offer, ...]:
        """Steps of others, and those beside the road that something stands against."""
        return tuple(offer for offer in self.offers if not offer.is_allowed and offer not in self.blocked)

    @property
    def is_yours(self) -> bool:
        """Whether it waits for this person."""
        return any(offer.is_onward and offer.concerns_you for offer in self.offers)
