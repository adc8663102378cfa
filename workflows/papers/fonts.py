"""The two fonts of the papers: found, or refused by name; what they can draw, and what stands in for the rest."""

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

PACKAGES = {"Laksaman": "fonts-tlwg-laksaman-ttf", "Tlwg Mono": "fonts-tlwg-mono-ttf"}
BODY_FAMILY = "Laksaman"
MARKS_NEVER_DRAWN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class FontMissing(RuntimeError):
    """A paper is not printed in another font: it would look, break and copy differently on every machine."""

    def __init__(self, family: str) -> None:
        self.family, self.package = family, PACKAGES[family]
        super().__init__(
            f"ไม่พบแบบอักษร {family} จึงยังไม่พิมพ์เอกสาร โปรดให้ผู้ดูแลระบบติดตั้งแพ็กเกจ {self.package} แล้วพิมพ์อีกครั้ง "
            f"(The font {family} is missing, so nothing was printed: install the Debian package {self.package} and print again.)"
        )


def font_file(family: str) -> Path:
    """The file that the system would draw this family with. Raises FontMissing when it would take another family."""
    try:
        asked = subprocess.run(["fc-match", "-f", "%{family}\n%{file}", family], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise FontMissing(family) from error
    families, _, file = asked.stdout.partition("\n")
    if family not in families.split(","):
        raise FontMissing(family)
    return Path(file)


@cache
def require_fonts() -> Mapping[str, Path]:
    """Every font of the papers, looked up once in a process. Raises FontMissing."""
    return {family: font_file(family) for family in PACKAGES}


@cache
def drawable() -> frozenset[int]:
    """The characters that the text font has."""
    with TTFont(require_fonts()[BODY_FAMILY], lazy=True) as font:
        return frozenset(font.getBestCmap())
