"""Widgets that know nothing of records: dates, charts, grids, icons, theme."""
