"""Reads that return rows for one screen or one measure, as SQL."""
