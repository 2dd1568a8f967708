"""What the office does, without a window: registers, rules, actions, measures, documents, exchange."""

__version__ = "0.1.0"
