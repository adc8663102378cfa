"""Which steps two different persons must do. One table of qualified names; every pair is judged on the real person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """Whoever did one of these in a case may not do the other in it. Never waivable where the law itself demands two persons."""

    first: str
    second: str
    basis_key: str
    is_waivable: bool


PAIRS: list[Pair] = []
BARRED: dict[str, list[tuple[str, Pair]]] = {}


def separate(basis_key: str, *steps: str, from_: tuple[str, ...] = (), is_waivable: bool = True) -> None:
    """Declare that no person does two of `steps`; or, with `from_`, one of `steps` and one of `from_`."""
    couples = [(a, b) for a in steps for b in from_] if from_ else [(a, b) for i, a in enumerate(steps) for b in steps[i + 1 :]]
    for first, second in couples:
        pair = Pair(first, second, basis_key, is_waivable)
        PAIRS.append(pair)
        BARRED.setdefault(first, []).append((second, pair))
        BARRED.setdefault(second, []).append((first, pair))
