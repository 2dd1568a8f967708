"""Workbooks in and out: reading, cleaning, dry run, apply, writing."""
