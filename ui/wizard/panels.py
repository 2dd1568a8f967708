"""Which panel asks what a sheet leaves open, by the shape of the sheet."""

from __future__ import annotations

from app.exchange.hours import HoursRun
from app.exchange.signin import SignInRun
from app.review import Review
from ui.wizard.deciding import Deciding
from ui.wizard.hours import HoursDeciding
from ui.wizard.signin import SignInDeciding


def panel_for(review: Review) -> type[Deciding]:
    """The panel for what was looked at."""
    if isinstance(review.run, SignInRun):
        return SignInDeciding
    return HoursDeciding if isinstance(review.run, HoursRun) else Deciding
