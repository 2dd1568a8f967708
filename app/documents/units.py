"""Lengths of paper in points, and the grid of the official page (GB/T 9704-2012, 5.2)."""

from __future__ import annotations

MM = 72 / 25.4

# 156 x 225 mm hold 22 lines of 28 characters. A line is one character and 7/8 of it: with 21 such pitches
# and one last character the grid fills the height, 21 x 29.61 + 16 = 637.8 pt = 225 mm.
BODY_PT = 16.0
CHARACTERS, LINES = 28, 22
CHARACTER_PITCH = 156 * MM / CHARACTERS
LINE_PITCH = (225 * MM - BODY_PT) / (LINES - 1)
TITLE_PT = 22.0
