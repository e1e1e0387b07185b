"""The files around the frozen program: menus, manual, installers."""

import configparser
import plistlib
import re
import shutil
import struct
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import evenkeel
from evenkeel.catalogue.translations import languages
from evenkeel.cli.run import _parser
from evenkeel_languages.english import MENU_KEYS
from evenkeel_packaging import icons, identity, in_languages, licences, linux
from evenkeel_packaging.contents import ROOT

LINUX = ROOT / "packaging" / "linux"
WINDOWS = ROOT / "packaging" / "windows"
#: An hour of the day on which the tests of this folder were written, in seconds since 1970.
TIME_S = 1795359600


def test_the_version_comes_from_one_place() -> None:
    assert identity.version() == evenkeel.__version__
    assert identity.numbers()[:3] == tuple(map(int, evenkeel.__version__.split(".")[:3]))


def test_windows_is_told_the_version(tmp_path: Path) -> None:
    text = Path(identity.version_resource(tmp_path, "evenkeel")).read_text(encoding="utf-8")
    assert f"filevers={identity.numbers()}" in text
    assert f"StringStruct('ProductVersion', '{evenkeel.__version__}')" in text


def test_the_menu_entry_opens_what_is_installed() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(LINUX / "evenkeel.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert (desktop["Type"], desktop["Exec"], desktop["Icon"]) == (
        "Application",
        "evenkeel",
        "evenkeel",
    )
    assert desktop["Comment"] == identity.SUMMARY
    assert desktop["Categories"].endswith(";")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("desktop-file-validate", ["evenkeel.desktop"]),
        ("appstreamcli", ["validate", "--no-net", "evenkeel.metainfo.xml"]),
        ("shellcheck", [str(path) for path in sorted(LINUX.glob("*.sh"))]),
        ("shellcheck", [str(ROOT / "packaging" / "macos" / "build-dmg.sh")]),
    ],
)
def test_what_the_tools_of_the_trade_say(tool: str, arguments: list[str], tmp_path: Path) -> None:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")
    for source in LINUX.iterdir():
        if source.is_file():
            text = linux.filled(source.read_text(encoding="utf-8"), TIME_S)
            (tmp_path / source.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [tool, *arguments], cwd=tmp_path, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_appstream_names_the_menu_entry_and_the_version() -> None:
    root = ET.fromstring(
        linux.filled((LINUX / "evenkeel.metainfo.xml").read_text(encoding="utf-8"), TIME_S)
    )
    assert root.findtext("id") == identity.IDENTIFIER
    assert root.findtext("launchable") == "evenkeel.desktop"
    assert root.findtext("summary") == identity.SUMMARY
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": evenkeel.__version__, "date": "2026-11-22"}


def test_the_manual_tells_every_command() -> None:
    text = (LINUX / "evenkeel.1").read_text(encoding="utf-8").replace("\\-", "-")
    actions = [action for action in _parser()._actions if action.dest != "help"]
    commands = next(action.choices for action in actions if isinstance(action.choices, dict))
    for command in commands:
        assert re.search(rf'^\.B[IR] "?{command} ', text, re.MULTILINE), command


def test_the_share_folder_has_its_files(tmp_path: Path) -> None:
    linux.share_tree(tmp_path / "share", TIME_S)
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {
        "share/applications/evenkeel.desktop",
        f"share/metainfo/{identity.IDENTIFIER}.metainfo.xml",
        "share/man/man1/evenkeel.1",
        "share/icons/hicolor/scalable/apps/evenkeel.svg",
        *(f"share/icons/hicolor/{size}x{size}/apps/evenkeel.png" for size in icons.PNG_SIZES),
    }
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or not re.search(rb"@[A-Z]+@", path.read_bytes())


def test_the_menu_is_in_every_language(tmp_path: Path) -> None:
    linux.share_tree(tmp_path, TIME_S)
    menu = (tmp_path / "applications" / "evenkeel.desktop").read_text(encoding="utf-8")
    for code in ("ar", "de", "pt_BR"):
        for key in MENU_KEYS:
            english, text = (
                re.search(rf"^{re.escape(name)}=(.+)$", menu, re.MULTILINE)
                for name in (key, f"{key}[{code}]")
            )
            assert english, key
            assert text, (code, key)
            assert text[1] != english[1]
            # The words to search for are a list, with a mark after each.
            assert text[1].endswith(";") is english[1].endswith(";")
    page = ET.parse(tmp_path / "metainfo" / f"{identity.IDENTIFIER}.metainfo.xml")
    tag = "{http://www.w3.org/XML/1998/namespace}lang"
    told = {one.get(tag): one.text for one in page.iter("summary")}
    assert told.keys() >= {None, "ar", "de", "pt-BR"}
    assert told["de"] == re.findall(r"^Comment\[de\]=(.+)$", menu, re.MULTILINE)[0]


def test_the_setup_says_everything_in_every_language() -> None:
    texts = tomllib.loads((WINDOWS / "texts.toml").read_text(encoding="utf-8"))
    script = (WINDOWS / "evenkeel.nsi").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\(([A-Z_]+)\)", script)) == texts.keys()
    made = in_languages.setup_texts()
    pages = re.findall(r'MUI_LANGUAGE "(\w+)"', made)
    assert pages[0] == "English"
    assert len(set(pages)) == len(languages(ROOT / "resources")) + 1
    for key in texts:
        told = re.findall(rf"^LangString {key} \$\{{LANG_(\w+)\}} \"(.+)\"$", made, re.MULTILINE)
        assert [name for name, _ in told] == [name.upper() for name in pages]
        assert len({text for _, text in told}) > len(told) / 2


def test_what_stands_for_something_in_a_setup_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: {"PRICE": 'a "sign": $'})
    made = in_languages.setup_texts()
    assert 'LangString PRICE ${LANG_ENGLISH} "a $\\"sign$\\": $$"' in made


def test_only_libraries_of_the_system_are_left_to_debian(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    (inside / "PySide6").mkdir(parents=True)
    for name in ("libsqlite3.so.0", "libpython3.11.so.1.0", "_miniaudio.abi3.so"):
        (inside / name).touch()
    (inside / "PySide6" / "libpyside6.abi3.so.6.11").touch()
    (inside / "libpyside6.abi3.so.6.11").symlink_to("PySide6/libpyside6.abi3.so.6.11")
    linux.leave_to_debian(tmp_path)
    assert sorted(path.name for path in inside.iterdir()) == [
        "PySide6",
        "_miniaudio.abi3.so",
        "libpyside6.abi3.so.6.11",
        "libpython3.11.so.1.0",
    ]


def test_icons_are_the_same_every_time_and_whole() -> None:
    made = icons.ico()
    assert made == icons.ico()
    reserved, kind, count = struct.unpack_from("<HHH", made)
    assert (reserved, kind) == (0, 1)
    for number in range(count):
        size, offset = struct.unpack_from("<II", made, 6 + 16 * number + 8)
        assert made[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
        assert offset + size <= len(made)
    apple = icons.icns()
    assert apple[:4] == b"icns"
    assert struct.unpack(">I", apple[4:8])[0] == len(apple)


def test_every_licence_goes_in() -> None:
    folders = {folder for _, folder in licences.files()}
    required = {"numpy", "pyqtgraph", "miniaudio", "msgspec", "segno", "platformdirs", "wakepy"}
    assert {f"licences/{name}" for name in {"evenkeel", "qt", *required}} <= folders
    assert all(Path(source).exists() for source, _ in licences.files())
    places = [f"{folder}/{Path(source).name}" for source, folder in licences.files()]
    assert len(places) == len(set(places))


def test_windows_keeps_the_journal_unless_told() -> None:
    script = (ROOT / "packaging" / "windows" / "evenkeel.nsi").read_text(encoding="utf-8")
    assert '!define JOURNAL "$LOCALAPPDATA\\evenkeel"' in script
    install, uninstall = script.split('Section "Uninstall"')
    assert 'RMDir /r "${JOURNAL}"' not in install
    asked = uninstall.index("MessageBox MB_YESNO")
    assert asked < uninstall.index('RMDir /r "${JOURNAL}"')
    assert "MB_DEFBUTTON2" in uninstall
    assert "/SD IDNO IDNO keep" in uninstall
    assert "RequestExecutionLevel user" in script
    assert 'RMDir /r "$INSTDIR"\n' not in script


def test_windows_waits_for_every_program_of_ours() -> None:
    """The kiosk runs as one of them, the window as the other."""
    script = (ROOT / "packaging" / "windows" / "evenkeel.nsi").read_text(encoding="utf-8")
    programs = set(re.findall(r'Delete "\$INSTDIR\\(evenkeel[^"]*\.exe)"', script))
    assert programs == {"evenkeel.exe", "evenkeel-window.exe"}
    assert set(re.findall(r'!insertmacro WaitUntilClosedOne "(.+)"', script)) == programs
    for section in script.split("\nSection ")[1:]:
        order = ("!insertmacro WaitUntilClosed", "!insertmacro RemoveProgram")
        assert 0 < section.index(order[0]) < section.index(order[1])


def test_windows_asks_for_no_journal_of_others() -> None:
    """Removed for everybody, the folder of data is everybody's: a clinic's file is there."""
    script = (ROOT / "packaging" / "windows" / "evenkeel.nsi").read_text(encoding="utf-8")
    _, _, uninstall = script.partition('Section "Uninstall"')
    assert uninstall.index("${If} $everybody != 1") < uninstall.index('RMDir /r "${JOURNAL}"')
    # Every entry is in the registry of those for whom it is.
    assert not re.search(r"(Write|Delete)Reg\w+ HK", script)


def test_macos_files_are_property_lists() -> None:
    with (ROOT / "packaging" / "macos" / "entitlements.plist").open("rb") as file:
        assert all(plistlib.load(file).values())
    assert plistlib.loads(plistlib.dumps(identity.property_list()))["CFBundleName"] == "Evenkeel"


def test_a_lock_file_holds_pinned_names_and_hashes_only() -> None:
    line = re.compile(
        r"#.*|[a-z0-9._-]+==\S+( ; [^\\]+)? \\| +--hash=sha256:[0-9a-f]{64}( \\)?| +#.*"
    )
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-installer.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [one for one in text.splitlines() if not line.fullmatch(one)] == [], name
