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
from committees.models.supervision import DayKind, SupervisedDay, SupervisionFacts, SupervisorLog

__all__ = [
    "SIGNED",
    "AcceptanceFacts",
    "AcceptanceKind",
    "AppointedMember",
    "DayKind",
    "InspectionLine",
    "InspectionSeat",
    "InterestDeclaration",
    "Method",
    "Opinion",
    "Place",
    "Ruling",
    "SeatName",
    "SupervisedDay",
    "SupervisionFacts",
    "SupervisorLog",
]
