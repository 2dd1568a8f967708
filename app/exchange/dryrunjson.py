"""A dry run as plain data for other programs: stable keys and codes, values as the office writes them."""

from __future__ import annotations

from typing import Any

from app.exchange.run import DryRun


def to_json(run: DryRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes; what stands in it depends on the shape of the sheet."""
    return run.shape.plain(run)
