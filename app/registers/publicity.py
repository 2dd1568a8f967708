"""公示: the verb that shows records to the public before they are booked, and the notices that are put up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.actions.publicity import publish_logs
from app.desk import Desk
from app.registers.papers import Paper
from app.registers.spec import Action, Field, Kind

if TYPE_CHECKING:
    from app.actions.printing import Printed

PUBLISH = Action(
    "publish",
    "公示",
    "mdi6.bullhorn-outline",
    publish_logs,
    asks=(
        Field("on", "公示开始", kind=Kind.DATE, required=True),
        Field("to", "公示结束", kind=Kind.DATE, required=True, help="一般不少于3个工作日，期满才能入账"),
    ),
)


def _notice(what: str) -> Callable[..., Printed]:
    """A notice of ``app.actions.notice_printing``, which reads settings and so is imported when needed."""

    def make(desk: Desk, ids: Sequence[int], _: str, values: dict[str, Any] | None = None) -> Printed:
        from app.actions import notice_printing

        done: Printed = getattr(notice_printing, what)(desk, ids, values or {})
        return done

    return make


_ASKS = (
    Field("issuer", "公示单位", help="不填用单位名称"),
    Field("contact", "异议联系方式", help="不填用“设置”里的公示监督电话和地址"),
    Field("on", "落款日期", kind=Kind.DATE, help="不填用公示开始日期"),
)


def _paper(what: str) -> Paper:
    return Paper("public_notice", "公示", "mdi6.bulletin-board", _notice(what), asks=_ASKS)


LOG_NOTICE, STAR_NOTICE, PROOF_NOTICE = (
    _paper(what) for what in ("print_logs", "print_stars", "print_proofs")
)
