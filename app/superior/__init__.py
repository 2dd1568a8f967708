"""上级表格: a workbook or Word form of the superior office, whose places are named once and filled from the ledger."""
