"""Which steps two different persons must do. One table of qualified names; every pair is judged on the real person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """Whoever did one of these in a case may not do the other in it. Never waivable where the law itself demands two persons.

    `of_one_document` narrows it to one document: two signatures on one paper, of which a case may hold several.
    """

    first: str
    second: str
    basis_key: str
    is_waivable: bool
    of_one_document: bool = False


PAIRS: list[Pair] = []
BARRED: dict[str, list[tuple[str, Pair]]] = {}


def separate(
    basis_key: str,
    *steps: str,
    from_: tuple[str, ...] = (),
    is_waivable: bool = True,
    is_one_way: bool = False,
    of_one_document: bool = False,
) -> None:
    """Declare that no person does two of `steps`; or, with `from_`, one of `steps` and one of `from_`.

    One way, only the second is barred by the first: who finds an interest late must still be able to say so.
    """
    couples = [(a, b) for a in steps for b in from_] if from_ else [(a, b) for i, a in enumerate(steps) for b in steps[i + 1 :]]
    for first, second in couples:
        pair = Pair(first, second, basis_key, is_waivable, of_one_document)
        PAIRS.append(pair)
        if not is_one_way:
            BARRED.setdefault(first, []).append((second, pair))
        BARRED.setdefault(second, []).append((first, pair))
