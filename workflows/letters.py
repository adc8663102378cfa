"""Letters that nobody sees. What is typed or pasted is kept as it is shown: without controls, and without marks that turn the order of letters."""

import re
import unicodedata

# As Word and other systems end a line; a vertical tab is the line break that Word makes inside a paragraph.
LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, marks of format (no width, or the other direction), halves of a letter.
UNSHOWN = frozenset({"Cc", "Cf", "Cs"})


def is_seen(letter: str) -> bool:
    """Whether a letter shows anything by itself: no space, no mark of control or format, nothing that only joins another."""
    return unicodedata.category(letter)[0] not in "CMZ"


def tidied(text: str) -> str:
    """One line, such as a name or a number: no letter in it that is not shown, and never more than one space at a time."""
    return " ".join(shown(" ".join(text.split())).split())


def tidied_lines(text: str) -> str:
    """The same of a text of several lines, which keeps its lines and the spaces in them."""
    return "\n".join(shown(line.replace("\t", " ")) for line in LINE_END.sub("\n", text).split("\n"))


def shown(line: str) -> str:
    """A NUL, which nothing that people write with makes, is left for the field to refuse."""
    return "".join(letter for letter in line if letter == "\0" or unicodedata.category(letter) not in UNSHOWN)
