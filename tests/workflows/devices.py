"""What a person carries: a telephone with an application that shows codes, and a device with a passkey, as software."""

import hashlib
import json
import secrets
import struct
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

from workflows import authenticators
from workflows.models import User

NOON = 1_795_946_400  # a moment at which a step of time begins
STEP_SECONDS = 30
HERE = "http://localhost"
PRESENT, VERIFIED, NEW_CREDENTIAL = 0x01, 0x04, 0x40


class Telephone:
    """Shows the code of any moment; `at` counts seconds from noon."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, at: float = 0) -> str:
        return str(format_hotp_value(hotp_value(self.secret, int(NOON + at) // STEP_SECONDS)))

    def shown(self, steps_later: int = 0) -> str:
        """The code of now, by the world's own clock, or of a step or two later."""
        return self.code(time.time() - NOON + steps_later * STEP_SECONDS)


def telephone_of(person: User) -> Telephone:
    """A telephone that the person has set up, with a code of long ago."""
    telephone = Telephone(authenticators.new_secret())
    instance = authenticators.TOTP.activate(person, telephone.secret).instance
    instance.data["spent_step"] = 0
    instance.save()
    return telephone


class Device:
    """One passkey. What it answers may be bent: another origin, no finger on the sensor."""

    def __init__(self, origin: str = HERE, flags: int = PRESENT | VERIFIED) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.origin, self.flags = origin, flags

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options of a registration."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self.data(options["rp"]["id"], NEW_CREDENTIAL) + credential
        return self.answer(
            clientDataJSON=self.client_data("webauthn.create", options),
            attestationObject=cbor.encode({"fmt": "none", "attStmt": {}, "authData": data}),
        )

    def signed(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options of a confirmation."""
        data, client_data = self.data(options["rpId"]), self.client_data("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(clientDataJSON=client_data, authenticatorData=data, signature=signature)

    def data(self, party: str, more_flags: int = 0) -> bytes:
        return hashlib.sha256(party.encode()).digest() + struct.pack(">BI", self.flags | more_flags, 0)

    def client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def answer(self, **response: bytes) -> dict[str, Any]:
        told = {name: websafe_encode(value) for name, value in response.items()}
        return {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key", "response": told}


def passkey_of(person: User) -> Device:
    """A device whose passkey the person has set up."""
    device = Device()
    made = device.made({"rp": {"id": "localhost"}, "challenge": websafe_encode(bytes(32))})
    WebAuthn.add(person, "โทรศัพท์", made)
    return device


def confirmed(client: Any, device: Device, address: str, fields: dict[str, Any], ask: str = "/passkey/") -> dict[str, Any]:
    """The fields of a form with a passkey's answer for them, as the page's script puts it there."""
    options = client.post(ask, {**fields, "_address": address}).json()["publicKey"]
    return {**fields, "_passkey": json.dumps(device.signed(options))}


def challenge_of(options: dict[str, Any]) -> bytes:
    return websafe_decode(options["challenge"])
