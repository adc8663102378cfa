"""A crash at every statement of two steps of a purchase that no other walk takes."""

from committees.acceptance.states import State
from procurement.purchase.states import State as Buying
from procurement.rehearsal.road import Road
from tests.crash import sweep
from tests.disbursement.test_seldom_crash import FEWEST, attaching, put_right
from tests.procurement.test_decisive_facts import Walks


def test_attaching_to_a_delivery_is_all_or_nothing(walks: Walks) -> None:
    walk = walks()
    walk.to(Buying.ORDERED)
    walk.deliver(note_number="ส1")
    inspection = Road(walk).inspection()
    assert inspection.declare().state == State.INSPECTING
    assert sweep(attaching(walk.office, inspection.lead.username, inspection.acceptance)) >= FEWEST


def test_putting_the_number_of_a_reservation_right_is_all_or_nothing(walks: Walks) -> None:
    walk = walks()
    purchase = walk.to(Buying.REPORTED)
    on = purchase.last_acted_on
    assert sweep(put_right(walk.office, "kanda", purchase, "elaas_reservation", "69000", on)) >= FEWEST
