"""How a person shows that it is he: the second half of a sign-in, and what each has set up for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workflows.pages.parts import Confirming, Link
from workflows.pages.tokens import TokenShown
from workflows.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class SecondFactorPage:
    """After the right password: the second factor, before anybody is signed in. The POST carries `_code` or `_passkey`."""

    template: ClassVar[str] = "workflows/second_factor.html"
    organization: str
    person: str
    confirming: Confirming
    passkey_url: str
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthenticatorShown:
    """One that a person has set up."""

    title: str
    kind: str
    made_at: datetime
    used_at: datetime | None
    remove_url: str


@dataclass(frozen=True, kw_only=True)
class IdentityPage:
    """What a person signs in and signs with, besides the password. New `recovery_codes` are shown this once."""

    template: ClassVar[str] = "workflows/identity.html"
    authenticators: tuple[AuthenticatorShown, ...] = ()
    has_code: bool = False
    recovery_codes_left: int = 0
    recovery_codes: tuple[str, ...] = ()
    asks_two: bool = False
    tokens: tuple[TokenShown, ...] = ()
    new_token_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmedPage:
    """One change of the authenticators, which the person confirms: the POST carries what confirms it, and the page's own fields."""

    template: ClassVar[str] = "workflows/identity_change.html"
    title: str
    sentence: str
    submit: str
    confirming: Confirming
    passkey_url: str
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartingCodePage:
    """A starting code for whoever has issued it, this once; the other person sets his password with it at `address`.

    `then` is the next who cannot sign in yet.
    """

    template: ClassVar[str] = "workflows/starting_code.html"
    code: str
    person: str
    username: str
    good_until: datetime
    address: str
    register_url: str
    then: Link | None = None


@dataclass(frozen=True, kw_only=True)
class StartingPage:
    """Nobody has signed in: a name, its starting code, and the password that its owner sets with it, twice.

    The POST carries `username`, `starting_code`, `new_password1` and `new_password2`; passwords are never sent back.
    """

    template: ClassVar[str] = "workflows/starting.html"
    organization: str = ""
    username: str = ""
    starting_code: str = ""
    rules: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PasswordPage:
    """A person's own password: the old one in `_password`, the new one twice in `new_password1` and `new_password2`; none is sent back."""

    template: ClassVar[str] = "workflows/own_password.html"
    rules: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewCodePage(ConfirmedPage):
    """An application that makes codes: its key as a picture and in letters, and the first code that it shows."""

    template: ClassVar[str] = "workflows/identity_code.html"
    picture: str
    secret: str
    new_code: str = ""


@dataclass(frozen=True, kw_only=True)
class NewPasskeyPage(ConfirmedPage):
    """A passkey: its name; the browser makes it."""

    template: ClassVar[str] = "workflows/identity_passkey.html"
    name: str = ""
    options_url: str = ""
