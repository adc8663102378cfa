"""The picture of a procedure: the main road runs down without a gap, and what lies beside it stands set in, after its end."""

import re

import pytest

from workflows.diagram import BESIDE, BOX_LEFT, main_road, road, stops, svg
from workflows.procedure import PROCEDURES

BESIDES = {
    "goods_acceptance": {"replacing", "dissented", "rejected", "informing"},
    "works_supervision": {"stopped"},
    "works_acceptance": {"replacing", "dissented", "rejected", "informing"},
    "voucher": {"returned"},
    "payment": {"returned", "withdrawn"},
    "transfer": {"withdrawn"},
    "own_transfer": {"withdrawn"},
    "remittance": {"withdrawn"},
    "purchase": {"rest_ended", "claiming", "refused", "withdrawn", "cancelled", "ended"},
    "fund_day": {"difference", "withdrawn"},
    "shortage": {"found"},
    "held_release": {"withdrawn"},
    "cheque_return": {"legal", "withdrawn", "reversed"},
}


@pytest.mark.parametrize("code", BESIDES)
def test_branches_stand_beside_the_main_road(code: str) -> None:
    procedure = PROCEDURES[code]
    main = list(main_road(procedure))
    assert set(map(str, procedure.states)) - set(main) == BESIDES[code]
    assert list(road(procedure))[: len(main)] == main, "nothing stands in the middle of the line"
    assert main[-1] in procedure.ends, "the line ends where documents rest"


@pytest.mark.parametrize("code", BESIDES)
def test_the_picture_sets_in_what_lies_beside(code: str) -> None:
    procedure = PROCEDURES[code]
    drawn = str(svg(procedure))
    lefts = [int(left) for left in re.findall(r'<rect class="[^"]*" x="(\d+)"', drawn)]
    assert lefts == [BOX_LEFT + (BESIDE if stop.is_beside else 0) for stop in stops(procedure)]
    assert drawn.count('class="ln"') == len(main_road(procedure)) - 1, "each stop of the road leads to the next"


def test_the_road_of_works_runs_from_the_supervisor_s_report_to_the_end() -> None:
    assert list(main_road(PROCEDURES["works_acceptance"])) == [
        "reporting_work", "acknowledging", "declaring", "inspecting", "signing", "accepted", "handed_over", "closed",
    ]  # fmt: skip
