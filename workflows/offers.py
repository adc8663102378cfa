"""What a person may do with a document now, and why not the rest: the same gate that guards the server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflows import clock
from workflows.act import Act, LawOn
from workflows.compiled import read_query
from workflows.evidence import Capacity, Evidence, gather, gather_all
from workflows.gate import Permission, Request, may
from workflows.ids import as_id
from workflows.law import Basis
from workflows.models import Document, Organization, User
from workflows.office import office_of
from workflows.procedure import PROCEDURES, procedure_of
from workflows.proof import Proof
from workflows.queries import capacities_of
from workflows.refusal import Refusal
from workflows.roles import UNIT_ROLES, Role
from workflows.step import Step


@dataclass(frozen=True)
class Offer:
    """One step of the document's present state."""

    step: Step
    basis: Basis
    permission: Permission | None
    refusals: tuple[Refusal, ...]
    cautions: tuple[Refusal, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.permission is not None


def document_for(person: User, model: type[Document], key: Any) -> Any:
    """The document with its case and office. Raises DoesNotExist for another organization's, as if it were not there."""
    found = read_query(model, "default").get(as_id(key))
    if found is None or found.organization_id != person.organization_id:
        raise model.DoesNotExist
    return found


def seen_by(document: Document, person: User | None) -> Evidence:
    """The evidence for a page: nothing is locked, no door is opened."""
    today = clock.today(document.organization)
    return gather(document, person, acted_on=today, today=today, key=None, permit="")


def all_seen_by(documents: Sequence[Document], person: User) -> dict[Any, Evidence]:
    """The same for all the documents of one case, by their ids."""
    return gather_all(documents, person, clock.today(documents[0].organization))


def offers(document: Document, person: User, evidence: Evidence, proof: Proof | None = None) -> list[Offer]:
    """Every step of the present state, in the order of the regulation; where a machine asks, as far as a machine may."""
    today = clock.today(document.organization)
    law_on = LawOn(document.law_date, office_of(document.organization))
    steps = procedure_of(document).from_state(document.state)
    return [offer(step, document, person, evidence, law_on, today, proof) for step in steps]


def offer_of(step: Step, document: Document, person: User) -> Offer:
    """One step by itself."""
    law_on = LawOn(document.law_date, office_of(document.organization))
    return offer(step, document, person, seen_by(document, person), law_on, clock.today(document.organization))


def offer(
    step: Step, document: Document, person: User, evidence: Evidence, law_on: LawOn, today: Any, proof: Proof | None = None
) -> Offer:
    decision = may(document, Request(person, step, today, today, proof=proof, asks_proof=False), evidence, law_on)
    if isinstance(decision, Permission):
        act = Act(step, document.organization, person, decision.capacity, today, today, law_on, evidence)
        cautions = tuple(told for rule in step.cautions if (told := rule(document, act)) is not None)
        return Offer(step, step.basis(document.law_date), decision, (), cautions)
    return Offer(step, step.basis(document.law_date), None, tuple(decision))


def openings(person: User, organization: Organization) -> list[tuple[Any, Any]]:
    """(procedure, unit) of each document that the person may open today."""
    return openings_of(organization, capacities_of(person, organization, clock.today(organization)))


def openings_of(organization: Organization, capacities: Iterable[Capacity]) -> list[tuple[Any, Any]]:
    """(procedure, unit) of each document that may be opened by these capacities."""
    office = office_of(organization)
    held = [pair for capacity in capacities for pair in office.roles.get(capacity.group, ())]
    found = []
    for procedure in PROCEDURES.values():
        for step in procedure.opening:
            if isinstance(step.by, Role):
                found += [(procedure, unit if step.by in UNIT_ROLES else None) for role, unit in held if role == step.by]
    return list(dict.fromkeys(found))
