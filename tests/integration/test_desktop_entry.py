"""The desktop entry and the AppStream description pass the validators of their formats and agree with the project."""

import configparser
import subprocess
import tomllib
from pathlib import Path

from lxml import etree

import pplx_desktop

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
APPLICATION_ID = "io.github.pplx_desktop.pplx_desktop"
ENTRY = LINUX / f"{APPLICATION_ID}.desktop"
METAINFO = LINUX / f"{APPLICATION_ID}.metainfo.xml"


def test_desktop_entry_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", "--warn-kde", ENTRY], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_metainfo_is_valid() -> None:
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", "--explain", METAINFO]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_validators_refuse_what_is_wrong(tmp_path: Path) -> None:
    entry = tmp_path / ENTRY.name
    entry.write_text(ENTRY.read_text("utf-8").replace("Type=Application", "Type=Nonsense"), encoding="utf-8")
    assert subprocess.run(["desktop-file-validate", entry], capture_output=True, check=False).returncode != 0
    metainfo = tmp_path / METAINFO.name
    metainfo.write_text(METAINFO.read_text("utf-8").replace("<summary>", "<sum>"), encoding="utf-8")
    command = ["appstreamcli", "validate", "--no-net", metainfo]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_entry_and_metainfo_agree_with_the_project() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    entry = parser["Desktop Entry"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tree = etree.parse(METAINFO)
    assert entry["Exec"].split()[0] in project["scripts"]
    assert entry["Icon"] == APPLICATION_ID == tree.findtext("id")
    assert tree.findtext("launchable") == ENTRY.name
    assert tree.findtext("project_license") == project["license"]
    assert tree.find("releases/release").get("version") == pplx_desktop.__version__
