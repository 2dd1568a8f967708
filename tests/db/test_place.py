"""Where a ledger may lie, and that one program at a time has it open."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import LedgerBusy, NetworkPlace
from db.migrate import open_ledger
from db.place import PlaceLock, _network_mount, refuse_network_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/office\\040share cifs rw 0 0
host:/export /srv/data nfs4 rw 0 0
ssh /mnt/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/usb fuseblk rw 0 0
/dev/sdc1 /srv/data/local xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/wang", ""),
        ("/mnt/office share/台账", "cifs"),
        ("/srv/data", "nfs4"),
        ("/srv/database", ""),
        ("/srv/data/local/x", ""),
        ("/mnt/far", "fuse.sshfs"),
        ("/mnt/usb", ""),
    ],
)
def test_network_mounts_are_known_by_their_type(folder, kind):
    assert _network_mount(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize("name", ["OneDrive - 街道", "坚果云", "Dropbox", "WPS云盘"])
def test_synchronised_folders_are_refused_by_name(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    with pytest.raises(NetworkPlace) as caught:
        refuse_network_place(folder / "台账.db")
    assert caught.value.kind == "sync folder"


def test_a_second_program_is_told_who_has_the_ledger_open(tmp_path):
    place = tmp_path / "台账.db"
    ledger = open_ledger(place)
    code = (
        "import sys\nfrom db.migrate import open_ledger\nfrom db.errors import LedgerBusy\n"
        "try:\n    open_ledger(sys.argv[1])\nexcept LedgerBusy as busy:\n    print(busy.holder['pid'])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True)
    import os

    assert run.stdout.strip() == str(os.getpid())
    with pytest.raises(LedgerBusy):
        open_ledger(place)
    ledger.close()
    open_ledger(place).close()


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited on POSIX systems only")
def test_on_a_full_disk_the_lock_holds_although_it_does_not_say_whose_it_is(tmp_path):
    import resource

    place = tmp_path / "台账.db"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        lock = PlaceLock(place)
        with pytest.raises(LedgerBusy):
            PlaceLock(place)
        lock.release()
        PlaceLock(place).release()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
