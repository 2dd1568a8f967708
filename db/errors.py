"""What can be wrong with a ledger as a store; ``app`` turns each into a sentence for the clerk."""

from __future__ import annotations


class LedgerError(Exception):
    """Base of everything that keeps a ledger from being opened or written."""


class NetworkPlace(LedgerError):
    """The ledger lies where SQLite loses data; ``kind`` says where (``network``, ``sync folder``), ``detail`` what."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


class LedgerBusy(LedgerError):
    """Another running program holds the ledger; ``holder`` is what its lock file says (user, host, pid, since)."""

    def __init__(self, holder: dict[str, str]) -> None:
        super().__init__("the ledger is open elsewhere")
        self.holder = holder


class NotALedger(LedgerError):
    """The file is no ledger of this program: another program's database, damaged, or the key is wrong."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer program; ``found`` is its revision."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class UpgradeFailed(LedgerError):
    """An upgrade did not verify; the ledger was put back as it was and ``backup`` holds the copy made before."""

    def __init__(self, detail: str, backup: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.backup = backup


class StaleVersion(LedgerError):
    """The record was changed by somebody else since it was loaded."""


class AlreadyDone(LedgerError):
    """An operation with this request id is already in the ledger; ``operation_id`` names it."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(str(operation_id))
        self.operation_id = operation_id


class BadAddress(LedgerError):
    """The address of the ledger cannot be used: no such kind of database, or not written as an address."""


class NoAccess(LedgerError):
    """The folder or file may not be opened or made; ``reason`` is what the system says (an ``errno``)."""

    def __init__(self, place: str, reason: int) -> None:
        super().__init__(place)
        self.place = place
        self.reason = reason


class Unreachable(LedgerError):
    """The database server does not serve us; ``kind`` says why: ``server``, ``password``, ``database``, ``lost``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class StorageFailed(LedgerError):
    """The store could not read or write; ``kind`` says why: ``full``, ``io``, ``readonly``, ``locked``, ``damaged``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
