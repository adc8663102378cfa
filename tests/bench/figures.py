"""What is measured, what it must be, what is aimed at; told beside the yardstick of the same run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measure. `beside` says what it was measured against; a figure without an aim has none but its must."""

    what: str
    measured: float
    unit: str
    must: float
    aim: float
    beside: str
    more_is_better: bool = False

    def reaches(self, wanted: float) -> bool:
        return self.measured >= wanted if self.more_is_better else self.measured <= wanted

    @property
    def verdict(self) -> str:
        if not self.reaches(self.must):
            return "MISSED"
        return "aim reached" if self.reaches(self.aim) else "must reached"

    def told(self) -> str:
        sign = "≥" if self.more_is_better else "≤"
        figure = f"{self.measured:,.4g} {self.unit}"
        wanted = f"must {sign} {self.must:g}, aim {sign} {self.aim:g}"
        return f"  {self.what:58}{figure:>14}  {wanted:26}  {self.verdict:13} {self.beside}"


def at_most(what: str, measured: float, unit: str, must: float, aim: float, beside: str) -> Figure:
    return Figure(what, measured, unit, must, aim, beside)


def at_least(what: str, measured: float, unit: str, must: float, aim: float, beside: str) -> Figure:
    return Figure(what, measured, unit, must, aim, beside, more_is_better=True)
