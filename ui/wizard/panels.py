"""Which panel asks what a sheet leaves open, by the shape of the sheet."""

from __future__ import annotations

from app.exchange.hours import HoursRun
from app.exchange.members import MembersRun
from app.exchange.outside import OutsideRun
from app.exchange.review import Review
from app.exchange.run import DryRun
from app.exchange.signin import SignInRun
from ui.wizard.deciding import Deciding
from ui.wizard.hours import HoursDeciding
from ui.wizard.memberlist import MembersDeciding
from ui.wizard.outside import OutsideDeciding
from ui.wizard.signin import SignInDeciding

_PANELS: dict[type[DryRun], type[Deciding]] = {
    SignInRun: SignInDeciding,
    HoursRun: HoursDeciding,
    MembersRun: MembersDeciding,
    OutsideRun: OutsideDeciding,
}


def panel_for(review: Review) -> type[Deciding]:
    """The panel for what was looked at."""
    return _PANELS.get(type(review.run), Deciding)
