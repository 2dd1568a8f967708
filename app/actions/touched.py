"""What becomes of record certificates when a service record in them is reversed: they are marked, or verified again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.actions.rows import touch
from app.rules.servicepapers import STANDING, counting, name_of_proof
from db.models import ProofState


def touch_certificates(session: Session, log_ids: Sequence[int], why: str, on: date) -> list[str]:
    """Mark the issued certificates that count one of the records, and put those on their way back; their numbers.

    An issued one keeps its paper and number until somebody voids or issues it anew; one that was only verified or
    approved goes back to be verified.
    """
    numbers = []
    for proof in counting(session, log_ids):
        if proof.state in STANDING:
            proof.touched_on = on
            proof.touched_by = "；".join(part for part in (proof.touched_by, why) if part)[:200]
        else:
            proof.state, proof.approved_by = ProofState.ACCEPTED, ""
        touch(session, proof)
        numbers.append(name_of_proof(proof))
    return numbers
