"""What a paper is: frozen facts, and the hash that its code and its signatures are bound to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, get_args

from django.utils import timezone, translation

from workflows.canonical import canonical, sha256
from workflows.emblem import emblem_of
from workflows.papers.facts import frozen

if TYPE_CHECKING:
    from workflows.models import Organization

Shape = Literal["official", "form", "wide"]


class Contract(Protocol):
    """What a procedure fills in for one kind of paper: a dataclass that also names the paper, its template and its shape."""

    @property
    def kind(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def shape(self) -> Shape: ...


@dataclass(frozen=True)
class Letterhead:
    """The organization as its papers name it.

    `emblem` holds the bytes of an SVG or PNG picture; without one the place of the lawful size stays dashed.
    `thai_digits` is the office's choice; None leaves it to the shape: an official letter has Thai digits.
    A practice organization is marked on every page, so that no rehearsal is taken for an official paper.
    """

    name: str
    short_name: str = ""
    address: str = ""
    tax_id: str = ""
    is_practice: bool = False
    emblem: bytes = b""
    thai_digits: bool | None = None

    @classmethod
    def of(cls, organization: "Organization") -> Self:
        return cls(
            organization.name, organization.short_name, organization.address, organization.tax_id,
            is_practice=organization.is_practice, emblem=emblem_of(organization), thai_digits=organization.has_thai_digits,
        )  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """One paper, ready to be printed.

    kind          as the imprint names it: ใบตรวจรับพัสดุ
    template      the file in templates/papers, without its ending
    version, why  the version of the document, and in a few words why it exists: หลังคำสั่งตามความเห็นแย้ง
    content       what the template prints, frozen: see `facts.frozen`
    content_hash  SHA-256 of `signed`; the short code and the fingerprint are made from it
    signed        the canonical bytes that the journal's entry names by that hash; empty where the content itself is meant
    time_of_data  the moment of the last entry that the paper shows, never of the printing: printed again, it is the same paper

    Raises ValueError when the hash is not that of the bytes, or the moment has no time zone.
    """

    kind: str
    title: str
    template: str
    shape: Shape
    number: str
    version: int
    why: str
    content: Mapping[str, Any]
    content_hash: str
    time_of_data: datetime
    organization: Letterhead
    signed: str = ""

    def __post_init__(self) -> None:
        if self.shape not in get_args(Shape):
            raise ValueError(f"no page shape {self.shape!r}")
        if timezone.is_naive(self.time_of_data):
            raise ValueError("the time of the data has no time zone")
        if sha256(self.material) != self.content_hash:
            raise ValueError(f"{self.kind} {self.number}: the content hash is not that of the content")

    @classmethod
    def of(
        cls, contract: Contract, *, number: str, version: int, why: str, time_of_data: datetime, organization: Letterhead,
        signed: str = "",
    ) -> Self:  # fmt: skip
        """The paper of a filled-in contract. `signed` is the body of the document's `Content`, where there is one.

        What is translated elsewhere stands here in Thai: a paper has one text, whoever prints it.
        """
        with translation.override("th"):
            content, why = frozen(contract), str(why)
        return cls(
            kind=contract.kind, title=contract.kind, template=contract.template, shape=contract.shape, number=number, version=version,
            why=why, content=content, content_hash=sha256(signed or canonical(content)), time_of_data=time_of_data,
            organization=organization, signed=signed,
        )  # fmt: skip

    @property
    def material(self) -> str:
        """The bytes that the hash covers."""
        return self.signed or canonical(self.content)

    @property
    def has_thai_digits(self) -> bool:
        chosen = self.organization.thai_digits
        return self.shape == "official" if chosen is None else chosen

    @property
    def local_time(self) -> str:
        """The time of the data as the office's clock shows it, to the minute."""
        return str(frozen(self.time_of_data))

    def printed(self, certificate: str = "") -> str:
        """Everything that is printed, as canonical JSON: it travels inside the PDF beside the material.

        `certificate` is the fingerprint of that which is about to sign the file.
        """
        office = {name: getattr(self.organization, name) for name in ("name", "address", "tax_id")}
        named = {name: getattr(self, name) for name in ("kind", "title", "number", "version", "why", "content_hash")}
        named |= {"certificate": certificate} if certificate else {}
        return canonical({**named, "time_of_data": self.local_time, "organization": office, "content": self.content})
