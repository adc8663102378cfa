"""A sample of every page, filled with invented facts: what the style page shows, and what the tests of all pages read."""

from workflows import pages
from workflows.pages import Paging, Table
from workflows.samples import beside, identity, setting_up
from workflows.samples.acts import deciding_step, refused, refused_step, sign, step, together
from workflows.samples.facts import DANGER, TODAY, WAITS
from workflows.samples.forms import FAULTS
from workflows.samples.reading import (
    board,
    example,
    handbook,
    handbook_index,
    listing,
    pace,
    register,
    registers,
    search,
    trail,
    verify,
)
from workflows.samples.work import case, desk, opened_rows, sign_in

PAGES = {
    "sign_in": sign_in(), "sign_in_failed": sign_in(has_failed=True), "sign_in_expired": sign_in(kept="x:y"), "sign_in_expired_file": sign_in(kept="x:y", asks_for_files_alone=True),
    "sign_in_slowed": sign_in(has_failed=True, waits=WAITS), "sign_in_left": sign_in(left="นายสมมติ พ้นจากทุกตำแหน่งแล้ว"),
    "desk": desk(), "empty_desk": pages.DeskPage(today=TODAY, waiting_count=0), "case": case(), "opened_rows": opened_rows(), "step": step(), "refused_step": refused_step(),
    "deciding_step": deciding_step(), "sign": sign(), "board": board(), "pace": pace(), "together": together(), "wrong_together": together(refusals=FAULTS[4:5]),
    "signed_together": together(is_done=True), "trail": trail(),
    "broken_trail": trail(is_whole=False, first_fault=DANGER), "handbook": handbook(), "handbook_index": handbook_index(), "example": example(), "list": listing(),
    "empty_list": listing(table=Table((), (), empty="ไม่พบ"), paging=Paging(0, 0, 0)), "register": register(), "registers": registers(),
    "search": search(found=True), "blank_search": search(text=""), "vain_search": search(), "long_search": search(is_too_long=True),
    "refused": refused(), "verify": verify(),
    **beside.PAGES, **identity.PAGES, **setting_up.PAGES,
}  # fmt: skip
