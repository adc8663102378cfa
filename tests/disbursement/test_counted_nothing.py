"""An empty box and a 0 both say that there was none of it, on the page and in the API alike; less than none and a part of a note are refused."""

from decimal import Decimal
from typing import Any

import pytest

from disbursement.fund_day import State as Day
from disbursement.models import CashCount
from disbursement.rehearsal.collecting import slip
from disbursement.remittance import Remittance, State
from tests.disbursement.collectors import Collectors
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import MONDAY, Tellers
from tests.workflows.api_caller import PASSWORD, Caller

FACES = ("1000", "500", "100", "50", "20", "10", "5", "2", "1", "0.50", "0.25")


def typed(client: Any, remittance: Any, step: str, **data: str) -> Any:
    """What the page of a step sends, with every row of notes and coins in it."""
    proof = {"_password": PASSWORD, "_version": str(remittance.version), "_key": "k"}
    token = client.cookies["csrftoken"].value
    return client.post(f"/do/remittance/{remittance.pk}/{step}/", {**proof, **data}, headers={"X-CSRFToken": token})


def boxes(**pieces: str) -> dict[str, str]:
    """Every box of the page; those that nobody filled are sent empty."""
    rows = {f"counts-{number}-face": face for number, face in enumerate(FACES)}
    return {**rows, **{f"counts-{number}-pieces": pieces.get(f"of_{face}", "") for number, face in enumerate(FACES)}}


@pytest.mark.parametrize("nothing", ["", "0", " ", "00"])
def test_a_box_with_nothing_in_it_is_no_row_on_the_page(collectors: Collectors, nothing: str) -> None:
    walk = collectors.collected("1000.00")
    porntip = Caller(collectors.office, "porntip").client
    answer = typed(porntip, walk.remittance, "remit", **boxes(of_500="2", of_20=nothing), cheques_counted_baht=nothing.strip())
    assert answer.status_code == 302, answer.content.decode()
    assert list(CashCount.objects.values_list("face", "pieces")) == [("500", 2)]


@pytest.mark.parametrize("nothing", ["", "0", 0, None])
def test_a_box_with_nothing_in_it_is_no_row_in_the_api(collectors: Collectors, nothing: Any) -> None:
    walk = collectors.collected("1000.00")
    walk.remit(
        counts=[{"face": "500", "pieces": 2}, {"face": "500", "pieces": nothing}, {"face": "20"}], cheques_counted_baht=nothing
    )
    assert list(CashCount.objects.values_list("face", "pieces", "position")) == [("500", 2, 1)]


@pytest.mark.parametrize("wrong", ["-1", "1.5", "0.5", "หนึ่ง"])
def test_less_than_none_and_a_part_of_a_note_are_refused(collectors: Collectors, refused: Refuses, wrong: str) -> None:
    walk = collectors.collected("1000.00")
    caught = refused("WRONG_INPUT", lambda: walk.remit(counts=[{"face": "500", "pieces": 2}, {"face": "20", "pieces": wrong}]))
    assert [refusal.field for refusal in caught.refusals] == ["counts"] and "แถวที่ 2" in caught.refusals[0].sentence
    caught = refused("WRONG_INPUT", lambda: walk.remit(cheques_counted_baht="-0.01"))
    assert [refusal.field for refusal in caught.refusals] == ["cheques_counted_baht"]


@pytest.mark.parametrize("nothing", ["", "0", "0.00", None])
def test_what_did_not_come_need_not_be_typed_by_whoever_receives(collectors: Collectors, nothing: Any) -> None:
    walk = collectors.collected("1000.00")
    walk.remit()
    received = walk.receive(cheques_counted_baht=nothing, transfers_seen_baht=nothing)
    assert (received.state, received.cash_baht) == (State.RECEIVED, Decimal("1000.00"))


def test_a_day_of_transfers_alone_is_received_without_a_count(collectors: Collectors) -> None:
    walk = collectors.walk()
    walk.record([slip("300.00", "transfer", bank_account=collectors.account)])
    walk.remit(counts=[], cheques_counted_baht="")
    assert walk.receive(cash_counted_baht="", cheques_counted_baht="", cash_account=None).state == State.RECEIVED


def test_an_empty_box_where_money_is_to_be_is_a_count_of_none(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.mixed()
    refused("CHEQUES_DIFFER", lambda: walk.remit(cheques_counted_baht=""))
    walk.remit()
    nothing = {"cash_counted_baht": "", "cheques_counted_baht": "", "transfers_seen_baht": ""}
    caught = refused("CASH_DIFFERS", lambda: walk.receive(**nothing))
    assert caught.codes == {"CASH_DIFFERS", "CHEQUES_DIFFER", "TRANSFERS_DIFFER"}
    assert "นับได้ 0.00 บาท" in caught.refusals[0].sentence


def test_the_page_asks_for_what_is_to_come_and_says_that_the_rest_may_stay_empty(collectors: Collectors) -> None:
    walk = collectors.collected("1000.00")
    walk.remit()
    page = Caller(collectors.office, "theera").get(f"/do/remittance/{walk.remittance.pk}/receive/").content.decode()
    assert page.count("เว้นว่างคือไม่มี") == 2, "of cheques and of transfers; there is cash"
    assert Remittance.objects.get().state == State.REMITTED


@pytest.mark.parametrize("nothing", ["", "0", None])
def test_the_committee_leaves_empty_what_is_not_in_the_safe(tellers: Tellers, nothing: Any) -> None:
    walk = tellers.day(MONDAY, Day.COUNTING, is_kept=True)
    rows = [{"face": "1000", "pieces": 1}, {"face": "500", "pieces": nothing}]
    counted = walk.count(counts=rows, instruments_baht=nothing, instruments_count=nothing)
    assert (counted.counted_baht, counted.instruments_baht, counted.instruments_count) == (Decimal("1000.00"), 0, 0)
    assert list(CashCount.objects.filter(document=counted.pk).values_list("face", "pieces")) == [("1000", 1)]


@pytest.mark.parametrize(("total", "is_right"), [("", False), ("0", False), ("999.99", False), ("1000.00", True)])
def test_the_total_of_a_day_with_receipts_is_never_nothing(tellers: Tellers, refused: Refuses, total: str, is_right: bool) -> None:
    walk = tellers.day(MONDAY, Day.COMPARING)
    if is_right:
        assert walk.compare(total_baht=total).state == Day.BANKING
    else:
        refused("TOTAL_DIFFERS", lambda: walk.compare(total_baht=total))
