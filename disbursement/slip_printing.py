"""ใบนำส่งเงิน on paper: the contract of the paper, filled from the day's receipts, the count and the trail."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from disbursement.models import BookKind, CashCount, Face, Receipt, ReceivedBy
from disbursement.papers import remittance_slip as paper
from disbursement.remittance import Remittance
from disbursement.treasury import ZERO
from workflows.models import JournalEntry
from workflows.papers.entries import signature_of, unit_of
from workflows.papers.register import prints


@prints(Remittance.Procedure.code, "remittance_slip", "ใบนำส่งเงิน")
def remittance_slip(remittance: Any, entries: list[JournalEntry]) -> paper.RemittanceSlip:
    """The slip as both hands have signed it."""
    own = {entry.step: entry for entry in entries if entry.document_id == remittance.pk}
    issued = list(Receipt.objects.filter(document=remittance.pk).select_related("book", "bank_account"))
    cash = CashCount.objects.filter(document=remittance.pk)
    return paper.RemittanceSlip(
        collected_on=remittance.collected_on, remitted_on=remittance.remitted_on, unit=unit_of(own["open_day"]),
        incomes=tuple(incomes(issued)), ranges=tuple(ranges(issued)),
        cash=tuple(paper.CashLine(str(Face(row.face).label), Face(row.face).baht, row.pieces) for row in cash),
        cheques=tuple(instruments(issued, ReceivedBy.CHEQUE)), transfers=tuple(instruments(issued, ReceivedBy.TRANSFER)),
        remitter=signature_of(own["remit"], role="ผู้นำส่งเงิน"), receiver=signature_of(own["receive"], role="ผู้รับเงิน"),
        late_reason=json.loads(own["remit"].body)["reason"],
    )  # fmt: skip


def incomes(issued: Iterable[Receipt]) -> Iterator[paper.IncomeLine]:
    """One line for each kind of income and book, with the numbers of its valid receipts."""
    kinds: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in issued:
        if not receipt.is_cancelled:
            kinds[receipt.income, book_name(receipt)].append(receipt)
    for (income, book), receipts in sorted(kinds.items()):
        numbers = runs([receipt.number for receipt in receipts])
        yield paper.IncomeLine(income, book, numbers, len(receipts), sum((r.amount_baht for r in receipts), ZERO))


def ranges(issued: Iterable[Receipt]) -> Iterator[paper.BookRange]:
    """What was used of each book; where another paper took slips in between, from there anew."""
    books: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in issued:
        books[book_name(receipt)].append(receipt)
    for book, receipts in sorted(books.items()):
        cancelled = [receipt.number for receipt in receipts if receipt.is_cancelled]
        valid = [receipt.number for receipt in receipts if not receipt.is_cancelled]
        for first, last in spans(sorted(valid + cancelled)):
            within = range(first, last + 1)
            yield paper.BookRange(
                book,
                first,
                last,
                sum(number in within for number in valid),
                tuple(number for number in cancelled if number in within),
            )


def instruments(issued: Iterable[Receipt], way: str) -> Iterator[paper.Instrument]:
    """Cheques by their numbers, transfers by the account that they came into."""
    for receipt in issued:
        if receipt.received_by == way and not receipt.is_cancelled:
            named = receipt.instrument if way == ReceivedBy.CHEQUE else f"{receipt.bank_account} {receipt.instrument}".strip()
            yield paper.Instrument(f"{named} (ใบเสร็จ {book_name(receipt)} เลขที่ {receipt.number})", receipt.amount_baht)


def book_name(receipt: Receipt) -> str:
    kind = "e-LAAS ชุดที่" if receipt.book.kind == BookKind.E_LAAS else "เล่มที่"
    return f"{kind} {receipt.book.book_number}"


def runs(numbers: list[int]) -> tuple[str, ...]:
    """Numbers in order as people write them: 31–38, 40."""
    return tuple(str(first) if first == last else f"{first}–{last}" for first, last in spans(numbers))


def spans(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each stretch of numbers that follow each other."""
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(numbers), start=1) if other != one + 1), len(numbers)]
    return ((numbers[first], numbers[after - 1]) for first, after in pairwise(breaks) if first < after)
