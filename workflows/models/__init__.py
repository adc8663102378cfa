"""What the engine stores."""

from workflows.models.accounts import FormerName, StartingCode
from workflows.models.bundle import Bundle, BundleState
from workflows.models.central import CentralNumber, CentralOutage, System
from workflows.models.document import Attachment, Case, Document, NumberSeries
from workflows.models.journal import NO_HASH, Content, Edge, JournalEntry, Seal
from workflows.models.office import LawValue, SpecialDay
from workflows.models.organization import (
    Organization,
    OrganizationGroupPermission,
    PaperFigures,
    Position,
    Unit,
    UnitGroupPermission,
)
from workflows.models.party import Party, PartyAccount, PartyKind
from workflows.models.people import (
    ActingOrder,
    CapacityKind,
    Holding,
    SeparationWaiver,
    User,
)
from workflows.models.tokens import MachineToken
from workflows.models.unread import UnreadAnswer

__all__ = [
    "NO_HASH",
    "ActingOrder",
    "Attachment",
    "Bundle",
    "BundleState",
    "CapacityKind",
    "Case",
    "CentralNumber",
    "CentralOutage",
    "Content",
    "Document",
    "Edge",
    "FormerName",
    "Holding",
    "JournalEntry",
    "LawValue",
    "MachineToken",
    "NumberSeries",
    "Organization",
    "OrganizationGroupPermission",
    "PaperFigures",
    "Party",
    "PartyAccount",
    "PartyKind",
    "Position",
    "Seal",
    "SeparationWaiver",
    "SpecialDay",
    "StartingCode",
    "System",
    "Unit",
    "UnitGroupPermission",
    "UnreadAnswer",
    "User",
]
