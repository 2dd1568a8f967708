"""The capped child process: how it is started, also by a packaged program, and files made to break a reader."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from app import cli
from app.errors import UnreadableFile
from app.exchange import CHILD_FLAG
from app.exchange.child import MEMORY_LIMIT, TIME_LIMIT
from app.exchange.reader import read_workbook

ROSTER = next((Path(__file__).parents[1] / "data" / "workbooks").glob("快递站点人员花名册*.xlsx"))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHARED = '<c t="s"><v>0</v></c>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"/>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def raw_xlsx(path: Path, rows: str, strings: str = "") -> Path:
    """A workbook whose sheet holds these rows, as no spreadsheet program would write them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{strings}</sst>')
    return path


@pytest.mark.parametrize("entry", ["ui", "app.cli"])
def test_a_packaged_program_starts_itself_to_read(
    entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The executable of a packaged program is its own entry, here a script that stands for it."""
    program = tmp_path / "program"
    code = f"import runpy\nrunpy.run_module({entry!r}, run_name='__main__', alter_sys=False)\n"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(Path(__file__).parents[2])!r})\n{code}",
        "utf-8",
    )
    program.chmod(0o755)
    expected = read_workbook(ROSTER)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read_workbook(ROSTER) == expected


def test_the_command_line_hands_the_job_on(monkeypatch: pytest.MonkeyPatch) -> None:
    job = json.dumps({"job": "read", "path": str(ROSTER)}).encode()
    said = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("app.exchange.child._cap", lambda: None)  # it would hold for the rest of the tests
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(job)))
    monkeypatch.setattr(sys, "stdout", said)
    assert cli.main([CHILD_FLAG]) == 0
    assert json.loads(said.buffer.getvalue())["ok"]["file_name"] == ROSTER.name  # type: ignore[attr-defined]


def test_the_limits_are_those_that_were_promised() -> None:
    assert MEMORY_LIMIT <= 1024**3
    assert TIME_LIMIT < 30


@pytest.mark.parametrize(
    ("name", "rows", "strings"),
    [
        ("two corners, written so that a search for them fails", "<row r='1'><c r='A1'><v>1</v></c></row>"
         "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", ""),
        ("too wide, without references", f"<row>{'<c><v>1</v></c>' * 16_384}</row>", ""),
        ("a long text in a hundred thousand cells", f"<row>{_SHARED * 100}</row>" * 1_000,
         f"<si><t>{'长' * 12_000}</t></si>"),
        ("too many cells for the memory", f"<row>{'<c><v>1</v></c>' * 190}</row>" * 20_000, ""),
    ],
)  # fmt: skip
def test_a_file_made_to_break_the_reader_is_refused(
    name: str, rows: str, strings: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(raw_xlsx(tmp_path / "book.xlsx", rows, strings))
    assert caught.value.sentence.endswith("。"), name
    assert caught.value.advice.endswith("。"), name
