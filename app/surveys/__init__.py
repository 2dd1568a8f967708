"""Looks across the ledger on a day or over a month: overview, coverage, organization chart, statistics."""
