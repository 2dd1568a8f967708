"""Storage: SQLModel tables, the ledger engine, the journal and migrations; knows nothing of labels or paper."""
