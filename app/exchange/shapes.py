"""The shapes of sheets by kind: a new one is a ``Shape`` of its own and a line here."""

from __future__ import annotations

from app.exchange.decisions import usual_for_records
from app.exchange.hours import usual_for_hours
from app.exchange.hoursapply import apply_hours
from app.exchange.hoursjson import plain_hours
from app.exchange.hourslook import look_at_hours
from app.exchange.members import usual_for_members
from app.exchange.membersapply import apply_members
from app.exchange.membersjson import plain_members
from app.exchange.memberslook import look_at_members
from app.exchange.outside import usual_for_outside
from app.exchange.outsideapply import apply_outside
from app.exchange.outsidejson import plain_outside
from app.exchange.outsidelook import look_at_outside
from app.exchange.recordapply import apply_records
from app.exchange.recordjson import plain_records
from app.exchange.recordlook import look_at_records
from app.exchange.shape import Shape
from app.exchange.signin import usual_for_sign_in
from app.exchange.signinapply import apply_sign_in
from app.exchange.signinjson import plain_sign_in
from app.exchange.signinlook import look_at_sign_in

RECORDS = Shape(look_at_records, apply_records, plain_records, usual_for_records)
SIGN_IN = Shape(look_at_sign_in, apply_sign_in, plain_sign_in, usual_for_sign_in)
HOURS = Shape(look_at_hours, apply_hours, plain_hours, usual_for_hours)
MEMBERS = Shape(look_at_members, apply_members, plain_members, usual_for_members)
OUTSIDE = Shape(look_at_outside, apply_outside, plain_outside, usual_for_outside)
_OTHERS = {"attendance": SIGN_IN, "volunteer_log": HOURS, "platform_log": OUTSIDE, "members": MEMBERS}


def shape_of(kind: str) -> Shape:
    """The shape of sheets of a kind (``app.exchange.heads``): one record in a row unless it has another."""
    return _OTHERS.get(kind, RECORDS)
