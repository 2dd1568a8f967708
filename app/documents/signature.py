"""The signature at the end of a document, and the square kept free for its seal (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.blocks import Role, Signature
from app.documents.setting import SetLine, set_line
from app.documents.units import BODY_PT, CHARACTER_PITCH, LINE_PITCH, MM

# Seals of inner bodies and social organisations measure up to 4.5 cm across (国发〔1999〕25号).
SEAL = 45 * MM
# Two empty lines above the issuer; name and date then stand 4 mm below the seal's middle, and the seal's
# upper edge lies within one line of the text above. The seal reaches one line below the date.
LINES_ABOVE, LINES_BELOW = 2, 1
BELOW_MIDDLE = 4 * MM


@dataclass(frozen=True)
class SignaturePlan:
    """Issuer and date set as lines with their left edges (points from the type area's left edge)."""

    issuer: SetLine
    issuer_x: float
    date: SetLine
    date_x: float


def plan_signature(signature: Signature, width: float) -> SignaturePlan:
    """Where issuer and date stand in a type area of ``width`` points."""
    issuer = set_line(signature.issuer, Role.FANG, BODY_PT)
    date = set_line(signature.date, Role.FANG, BODY_PT)
    if signature.sealed:
        # The date leaves four characters at the right and the issuer is centred on it; a very long issuer
        # pushes both to the left so that it stays inside the type area.
        middle = width - 4 * CHARACTER_PITCH - date.width / 2
        middle = min(middle, width - issuer.width / 2)
        return SignaturePlan(issuer, middle - issuer.width / 2, date, middle - date.width / 2)
    issuer_x = width - 2 * CHARACTER_PITCH - issuer.width
    date_x = issuer_x + 2 * CHARACTER_PITCH
    if date.width > issuer.width:
        date_x = width - 2 * CHARACTER_PITCH - date.width
        issuer_x = date_x - 2 * CHARACTER_PITCH
    elif date_x + date.width > width:
        date_x = width - date.width
    return SignaturePlan(issuer, issuer_x, date, date_x)


def seal_square(plan: SignaturePlan, issuer_top: float) -> tuple[float, float]:
    """Upper left corner of the seal's square, x from the type area's left edge."""
    middle_x = plan.date_x + plan.date.width / 2
    text_middle = issuer_top + (LINE_PITCH + BODY_PT) / 2
    return middle_x - SEAL / 2, text_middle - BELOW_MIDDLE - SEAL / 2
