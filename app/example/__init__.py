"""The example office: 北山街道 with synthetic people, as an office at work would have kept its ledger."""

from app.example.building import build, open_example

__all__ = ["build", "open_example"]
