"""What committees store."""

from committees.models.acceptance import (
    SIGNED,
    AcceptanceFacts,
    AcceptanceKind,
    InspectionLine,
    InspectionSeat,
    InterestDeclaration,
    Method,
    Opinion,
    Place,
    Ruling,
)
from committees.models.appointment import AppointedMember, SeatName

__all__ = [
    "SIGNED",
    "AcceptanceFacts",
    "AcceptanceKind",
    "AppointedMember",
    "InspectionLine",
    "InspectionSeat",
    "InterestDeclaration",
    "Method",
    "Opinion",
    "Place",
    "Ruling",
    "SeatName",
]
