"""Workbooks in and out: reading, cleaning, dry run, apply, writing."""

# The first argument with which a packaged program starts itself to read a workbook: see ``app.exchange.child``.
CHILD_FLAG = "--workbook-child"
