"""The house rules that can be run: floors, where Qt and ReportLab may be, no register named in ui/ outside ui/tabs."""

import ast
import re
from pathlib import Path

import pytest
from importlinter import cli

import app.registers

ROOT = Path(__file__).parent.parent
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level packages and full names a file imports anywhere, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    # It would silence every logger that is there already, the program's too.
    monkeypatch.setattr(cli, "_configure_logging", lambda verbose: None)
    assert cli.lint_imports() == cli.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("db", {"app", "ui", "PySide6", "reportlab", "xlsxwriter", "python_calamine", "qtawesome"}),
        ("app", {"ui", "PySide6", "qtawesome"}),
        ("ui", {"db", "reportlab", "sqlalchemy", "sqlmodel"}),
    ],
)
def test_floors(folder, forbidden):
    breaches = {
        (str(path.relative_to(ROOT)), name)
        for path in modules(folder)
        for name in imported(path)
        if name.split(".")[0] in forbidden
    }
    assert breaches == set()


def test_reportlab_only_in_documents():
    breaches = [
        path
        for path in modules("app")
        if (ROOT / "app" / "documents") not in path.parents
        and any(name.split(".")[0] == "reportlab" for name in imported(path))
    ]
    assert breaches == []


def test_no_register_is_named_in_ui_outside_tabs_and_wizards():
    own = {ROOT / "ui" / "tabs", ROOT / "ui" / "wizard"}
    keys = {register.key for register in app.registers.all_registers()}
    named = re.compile("|".join(f"[\"']{key}[\"']" for key in sorted(keys)))
    breaches = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules("ui")
        if not own & set(path.parents)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if named.search(line)
    ]
    assert breaches == []


def test_every_module_opens_with_a_sentence():
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("db", "app", "ui")
        for path in modules(folder)
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_rooms_stay_small():
    large = {
        str(path.relative_to(ROOT)): lines
        for folder in ("db", "app", "ui")
        for path in modules(folder)
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert large == {}


def test_no_drawers():
    drawers = [
        path for folder in ("db", "app", "ui") for path in modules(folder) if path.stem in FORBIDDEN_NAMES
    ]
    assert drawers == []


def test_descriptions_stay_short():
    """A register's description has at most 100 lines: what is longer wanted to be code."""
    long = {}
    for path in (ROOT / "app" / "registers").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 100:
                    long[path.name] = lines
    assert long == {}


def test_the_project_speaks_of_the_product_alone():
    words = re.compile("sess" + "ion note|/" + "work/|cl" + "aude|ant" + "hropic", re.IGNORECASE)
    kinds = {".py", ".md", ".toml", ".txt", ".yml"}
    breaches = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.suffix in kinds
        and not {".venv", "build", ".git", "dist"} & set(path.parts)
        and words.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert breaches == []
