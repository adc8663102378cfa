"""A true Thai text layer for the PDFs that WeasyPrint writes.

WeasyPrint notes, for each glyph, the first cluster of characters that it drew with it. After one "น้ำ" every "า" of the file is
copied and searched as "้ำ". The picture is right; search, copy and screen readers are wrong.

The cure rebuilds each font's map from glyph to characters out of the font itself, just before the font is written: from its cmap,
from the single substitutions of its GSUB table (a tone mark set lower is still that tone mark), and from `uniXXXX` names.

`weasyprint.pdf.fonts.Font` is private, so the version is pinned and `proofreading.check_text` reads papers back.
"""

import io
import re
import unicodedata
from functools import lru_cache, wraps
from typing import Any

import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts

PINNED_VERSION = "70.0"
PRIVATE_USE = range(0xE000, 0xF900)
LATIN_LIGATURES = range(0xFB00, 0xFB07)
GSUB_SINGLE = 1
FONTS_KEPT_MAX = 8
GLYPH_NAME = re.compile(r"uni((?:[0-9A-F]{4})+)(?:\.|$)")


def install() -> None:
    """Wrap the writer of fonts once; a second call changes nothing.

    Raises RuntimeError on a version of WeasyPrint that this was not proven on.
    """
    if weasyprint.__version__ != PINNED_VERSION:
        raise RuntimeError(f"the text layer was proven on WeasyPrint {PINNED_VERSION}, not on {weasyprint.__version__}")
    if getattr(fonts.Font.clean, "tells_the_truth", False):
        return
    write_font = fonts.Font.clean

    @wraps(write_font)
    def clean(font: Any, to_unicode: dict[int, str], hinting: bool) -> Any:
        true_text = glyph_texts(bytes(font.file_content), font.index)
        for noted in (font.to_unicode, to_unicode):
            noted.update({glyph: true_text[glyph] for glyph in noted if glyph in true_text})
        return write_font(font, to_unicode, hinting)

    clean.tells_the_truth = True  # type: ignore[attr-defined]
    fonts.Font.clean = clean


@lru_cache(FONTS_KEPT_MAX)
def glyph_texts(content: bytes, index: int) -> dict[int, str]:
    """Glyph id → the characters that it stands for, as the font itself says; read once for each font."""
    font = TTFont(io.BytesIO(content), fontNumber=index, lazy=True)
    texts = from_cmap(font)
    for glyph, text in from_names(font).items():
        texts.setdefault(glyph, text)
    for glyph, text in from_substitutions(font, texts).items():
        texts.setdefault(glyph, text)
    for glyph, text in from_stems(font, texts).items():
        texts.setdefault(glyph, text)
    return texts


def from_cmap(font: TTFont) -> dict[int, str]:
    """What the font draws for each character; its private area holds second copies of Thai marks and says nothing."""
    texts: dict[int, str] = {}
    for code, name in font.getBestCmap().items():
        if code not in PRIVATE_USE:
            text = unicodedata.normalize("NFKC", chr(code)) if code in LATIN_LIGATURES else chr(code)
            texts.setdefault(font.getGlyphID(name), text)
    return texts


def from_names(font: TTFont) -> dict[int, str]:
    """What names like `uni0E480E33.low` spell."""
    texts: dict[int, str] = {}
    for name in font.getGlyphOrder():
        if named := GLYPH_NAME.match(name):
            codes = [int(named[1][start : start + 4], 16) for start in range(0, len(named[1]), 4)]
            if not any(code in PRIVATE_USE for code in codes):
                texts[font.getGlyphID(name)] = "".join(map(chr, codes))
    return texts


def from_substitutions(font: TTFont, known: dict[int, str]) -> dict[int, str]:
    """A glyph put in another's place stands for what that one stands for."""
    plain, texts = single_substitutions(font), {}
    for glyph in plain:
        base, seen = glyph, set()
        while base not in known and base in plain and base not in seen:
            seen.add(base)
            base = plain[base]
        if base in known:
            texts[glyph] = known[base]
    return texts


def from_stems(font: TTFont, known: dict[int, str]) -> dict[int, str]:
    """`maitho.small` stands for what `maitho` stands for."""
    ids, texts = font.getReverseGlyphMap(), {}
    for name, glyph in ids.items():
        stem = name.split(".")[0]
        if stem != name and ids.get(stem) in known:
            texts[glyph] = known[ids[stem]]
    return texts


def single_substitutions(font: TTFont) -> dict[int, int]:
    """Substituted glyph id → the glyph id that it replaces."""
    plain: dict[int, int] = {}
    if "GSUB" not in font:
        return plain
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in (getattr(part, "ExtSubTable", part) for part in lookup.SubTable):
            if subtable.LookupType == GSUB_SINGLE:
                for before, after in subtable.mapping.items():
                    plain.setdefault(font.getGlyphID(after), font.getGlyphID(before))
    return plain
