"""Where the boxes of an organization chart stand: subtrees side by side, many leaves hung in columns below their parent."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.surveys.orgtree import Node

BOX_WIDTH, BOX_HEIGHT = 158.0, 66.0
GAP, LEVEL, HANG = 18.0, 34.0, 22.0  # between neighbours, between levels, from a spine to its boxes
MOST_BESIDE = 2  # more leaves than these hang in columns
COLUMN = 7  # boxes in a column


@dataclass(frozen=True)
class Box:
    """A node and the upper left corner of its box."""

    node: Node
    x: float
    y: float


@dataclass(frozen=True)
class Layout:
    """Boxes and the lines between them (x1, y1, x2, y2), in units of a pixel at 100 %; size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    width: float
    height: float


@dataclass
class _Part:
    """A laid-out subtree: its size, where a line from above meets it, and what is in it, from its own corner."""

    width: float
    height: float
    port: float
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, other: _Part, x: float, y: float) -> None:
        self.boxes += [Box(one.node, one.x + x, one.y + y) for one in other.boxes]
        self.lines += [(x1 + x, y1 + y, x2 + x, y2 + y) for x1, y1, x2, y2 in other.lines]


def lay_out(root: Node) -> Layout:
    """The chart of a tree, its root at the top."""
    part = _subtree(root)
    return Layout(tuple(part.boxes), tuple(part.lines), part.width, part.height)


def _subtree(node: Node) -> _Part:
    slots = _slots(node)
    if not slots:
        return _Part(BOX_WIDTH, BOX_HEIGHT, BOX_WIDTH / 2, [Box(node, 0.0, 0.0)])
    below = BOX_HEIGHT + LEVEL
    width = sum(slot.width for slot in slots) + GAP * (len(slots) - 1)
    ports, x = [], 0.0
    for slot in slots:
        ports.append(x + slot.port)
        x += slot.width + GAP
    middle = (ports[0] + ports[-1]) / 2
    shift = max(0.0, BOX_WIDTH / 2 - middle)
    middle += shift
    part = _Part(max(width + shift, middle + BOX_WIDTH / 2), 0.0, middle)
    part.boxes.append(Box(node, middle - BOX_WIDTH / 2, 0.0))
    bus = BOX_HEIGHT + LEVEL / 2
    part.lines.append((middle, BOX_HEIGHT, middle, bus))
    if len(slots) > 1:
        part.lines.append((ports[0] + shift, bus, ports[-1] + shift, bus))
    x = shift
    for slot in slots:
        part.take(slot, x, below)
        part.lines.append((x + slot.port, bus, x + slot.port, below))
        x += slot.width + GAP
    part.height = below + max(slot.height for slot in slots)
    return part


def _slots(node: Node) -> list[_Part]:
    """What stands side by side below a node: subtrees, single leaves, or columns of leaves."""
    leaves = [child for child in node.children if not child.children]
    if len(leaves) <= MOST_BESIDE:
        return [_subtree(child) for child in node.children]
    slots = [_subtree(child) for child in node.children if child.children]
    columns = -(-len(leaves) // COLUMN)
    size = -(-len(leaves) // columns)
    return slots + [_column(leaves[start : start + size]) for start in range(0, len(leaves), size)]


def _column(leaves: list[Node]) -> _Part:
    """Leaves below each other; a spine at their left joins them."""
    part = _Part(HANG + BOX_WIDTH, 0.0, HANG / 2)
    step = BOX_HEIGHT + GAP * 0.6
    for at, leaf in enumerate(leaves):
        y = at * step
        part.boxes.append(Box(leaf, HANG, y))
        part.lines.append((HANG / 2, y + BOX_HEIGHT / 2, HANG, y + BOX_HEIGHT / 2))
    part.lines.append((HANG / 2, 0.0, HANG / 2, (len(leaves) - 1) * step + BOX_HEIGHT / 2))
    part.height = (len(leaves) - 1) * step + BOX_HEIGHT
    return part
