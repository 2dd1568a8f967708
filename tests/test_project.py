"""What the project says about itself holds: dependencies, licence, changelog, documentation."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# Declares no licence in its metadata; the text beside it was read: zlib, with SQLCipher (BSD) inside.
LICENCE_READ_BY_HAND = {"sqlcipher3"}


@pytest.fixture
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def package_names(requirements: list[str]) -> set[str]:
    """Names of packages in requirement lines such as ``psycopg[binary]>=3.2``."""
    return {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower() for line in requirements}


def test_every_dependency_has_its_row_and_no_row_is_stale(project: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    declared = package_names(project["project"]["dependencies"]) | package_names(
        project["dependency-groups"]["dev"]
    )
    tables = page[: page.index("## Fonts")]
    rows = {row.split()[0].lower() for row in re.findall(r"^\| ([a-z][^|]*)\|", tables, re.MULTILINE)} - {
        "package"
    }
    assert rows == declared


def test_the_page_names_the_locked_versions(project: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    locked = {package["name"]: package["version"] for package in lock["package"]}
    for name in package_names(project["project"]["dependencies"] + project["dependency-groups"]["dev"]):
        assert re.search(rf"^\| {name}\b[^|]*\| {re.escape(locked[name])},", page, re.MULTILINE), name


def licences(package: metadata.Distribution) -> list[str]:
    """The licences one may choose from for an installed package, as it declares them."""
    declared = package.metadata.json
    text = str(declared.get("license_expression") or declared.get("license") or "").partition("\n")[0]
    classifiers = [line for line in declared.get("classifier", []) if line.startswith("License ::")]
    return text.split(" OR ") if text else classifiers


def is_gpl(licence: str) -> bool:
    """Whether a licence is of the GPL or AGPL; the LGPL is not."""
    return (
        bool(re.search(r"\bA?GPL|(?<!Lesser )General Public License", licence)) and "Mozilla" not in licence
    )


def test_nothing_installed_is_under_the_gpl_alone() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    for name in {package["name"] for package in lock["package"]}:
        try:
            found = licences(metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue  # for another system
        assert found or name in LICENCE_READ_BY_HAND, f"{name} declares no licence"
        assert not found or not all(map(is_gpl, found)), f"{name}: {found}"


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)", False),
        ("MIT", False),
    ],
)
def test_the_gpl_is_told_from_its_relatives(licence: str, expected: bool) -> None:
    assert is_gpl(licence) is expected


def test_every_font_lies_beside_its_licence() -> None:
    folders = {face.parent for face in (ROOT / "resources" / "fonts").rglob("*.ttf")}
    assert folders
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    for folder in folders:
        texts = [*folder.glob("OFL.txt"), *folder.glob("debian-copyright")]
        assert any("Open Font License" in text.read_text("utf-8").title() for text in texts), folder.name
        assert f"| {folder.name} |" in page


def test_the_licence_is_the_whole_mulan_psl_2_in_both_languages(project: dict[str, Any]) -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert project["project"]["license"] == "MulanPSL-2.0"
    for part in (
        "木兰宽松许可证, 第2版",
        "条款结束",
        "Mulan Permissive Software License",
        "END OF THE TERMS AND CONDITIONS",
    ):
        assert part in text
    for number in range(7):
        assert len(re.findall(rf"^{number}\. ", text, re.MULTILINE)) == 2, f"clause {number}"


def test_the_changelog_opens_with_the_version_of_the_program(project: dict[str, Any]) -> None:
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == project["project"]["version"]
    assert newest.group(1) == metadata.version("xinfeng")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / unquote(target)).exists(), target


def test_every_make_command_a_page_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"`make ([a-z]+)`", page.read_text("utf-8"))}
    assert {"run", "test"} <= named
    assert named <= targets
