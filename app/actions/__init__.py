"""Verbs with effects, one file per domain; each runs inside one operation."""
