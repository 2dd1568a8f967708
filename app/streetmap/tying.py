"""Whether control points tie a picture well: what is refused, and what a clerk is told about a tie."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import hypot, sqrt

from app.errors import UserError
from app.streetmap.plane import Plane, distance
from app.streetmap.tie import ControlPoint, Tie, fitted, mean_of

_APART = (
    0.15  # of the picture's diagonal, that the two points farthest from each other must lie apart at least
)
_ASIDE = 0.05  # how broad three and more points must lie, measured by how long
_LEAST_METRES = 50.0
_LARGEST_METRES = 150_000.0
_SMALLEST_METRES = 100.0
_FAR_OFF, _FAR_OFF_SHARE = 100.0, 0.08  # a miss that is refused: metres, and share of the points' distance
_OFF, _OFF_SHARE = 15.0, 0.01  # a miss that is told as a warning
_SKEWED, _VERY_SKEWED = 1.3, 2.5  # how much longer a metre is in one direction than in the other
_TURNED = 45.0
_ADVICE = "原来的地图没有改动。"


def tied(points: Sequence[ControlPoint], width: int, height: int, plane: Plane) -> Tie:
    """The tie of a picture of so many pixels. Raises ``UserError`` with a sentence when the points do not tie it well."""
    if len(points) < 2:
        raise _refusal(f"已有{len(points)}个控制点，至少要两个：请在图片上再点一个知道位置的地方。")
    _check_apart(points, hypot(width, height), plane)
    if len(points) > 2 and _breadth(points) < _ASIDE:
        raise _refusal("几个控制点几乎在一条直线上，定不下图片的位置，请在旁边再加一个点。")
    tie = fitted(points, plane)
    a, b, c, d, _, _ = tie.matrix
    if a * d - b * c <= 0:
        raise _refusal("按这些控制点，图片是左右颠倒的，多半有两个点的地点填反了，请核对。")
    _check_size(tie, width, height)
    limit = max(_FAR_OFF, _FAR_OFF_SHARE * _span(points, plane))
    if max(tie.misses) > limit:
        raise _refusal(f"控制点对不上：{_worst(points, tie)}，请核对这个点的位置和地点。")
    if tie.skew > _VERY_SKEWED:
        raise _refusal("按这些控制点，图片会被拉得变形，多半有一个点的地点填错了，请核对。")
    return tie


def told(points: Sequence[ControlPoint], tie: Tie, plane: Plane) -> tuple[str, bool]:
    """What a clerk should know of a tie, and whether that is a warning."""
    size = f"{len(points)}个控制点，图上1像素约{tie.scale:.1f}米"
    if abs(tie.turned) > _TURNED:
        return f"{size}。图片的上方偏离正北{abs(tie.turned):.0f}度，请核对地点是否填反。", True
    if len(points) == 2:
        return f"{size}。两个点定得下位置，但看不出误差；再加两个点可以核对。", False
    if tie.skew > _SKEWED:
        return f"{size}。图片在一个方向上被拉长了{(tie.skew - 1) * 100:.0f}%，请核对控制点。", True
    if len(points) == 3:
        return f"{size}。三个点正好定下位置，看不出误差；再加一个点可以核对。", False
    if max(tie.misses) < 1:
        return f"{size}，误差不到1米。", False
    size = f"{size}，平均误差{tie.miss:.0f}米，{_worst(points, tie)}"
    bad = max(tie.misses) > max(_OFF, _OFF_SHARE * _span(points, plane))
    return (f"{size}。误差偏大，请核对这个点。", True) if bad else (f"{size}。", False)


def _worst(points: Sequence[ControlPoint], tie: Tie) -> str:
    place = max(range(len(points)), key=tie.misses.__getitem__)
    name = f"“{points[place].name}”" if points[place].name else ""
    return f"误差最大的是第{place + 1}点{name}，相差{tie.misses[place]:.0f}米"


def _check_apart(points: Sequence[ControlPoint], diagonal: float, plane: Plane) -> None:
    pairs = list(combinations(points, 2))
    if max(hypot(one.x - other.x, one.y - other.y) for one, other in pairs) < _APART * diagonal:
        raise _refusal("控制点在图片上离得太近，定不准位置，请选相距远的点，最好在图片的对角。")
    if _span(points, plane) < _LEAST_METRES:
        raise _refusal("几个控制点填的是同一个地方（相距不到50米），请核对地点或坐标。")


def _check_size(tie: Tie, width: int, height: int) -> None:
    bounds = tie.bounds(width, height)
    across = max(bounds.width, bounds.height)
    if across > _LARGEST_METRES:
        raise _refusal(f"按这些控制点，图片宽约{across / 1000:.0f}千米，不像街道地图，请核对地点和坐标。")
    if across < _SMALLEST_METRES:
        raise _refusal(f"按这些控制点，图片宽约{across:.0f}米，不像街道地图，请核对地点和坐标。")


def _span(points: Sequence[ControlPoint], plane: Plane) -> float:
    """The largest distance between two of the places in metres."""
    places = [plane.metres(one.degrees) for one in points]
    return max(distance(one, other) for one, other in combinations(places, 2))


def _breadth(points: Sequence[ControlPoint]) -> float:
    """How broad the points lie in the picture, measured by how long: 0 on one line, 1 spread evenly."""
    x, y = mean_of([(one.x, one.y) for one in points])
    xx = sum((one.x - x) ** 2 for one in points)
    yy = sum((one.y - y) ** 2 for one in points)
    xy = sum((one.x - x) * (one.y - y) for one in points)
    root = sqrt((xx - yy) ** 2 + 4 * xy * xy)
    return sqrt(max(0.0, xx + yy - root) / max(xx + yy + root, 1e-12))


def _refusal(sentence: str) -> UserError:
    return UserError(sentence, _ADVICE)
