"""The layout of the program for macOS and the steps of its recipe, checked without a macOS."""

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.identity import IDENTIFIER, property_list, version
from evenkeel_packaging.macos import faults

CODE = b"\xcf\xfa\xed\xfe" + bytes(28)


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = tmp_path / "Evenkeel.app"
    contents = app / "Contents"
    for place, data in {
        "MacOS/evenkeel": CODE,
        "Frameworks/Python": CODE,
        "Frameworks/QtCore.framework/Versions/A/QtCore": CODE,
        "Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib": CODE,
        "Resources/resources/content.toml": b"",
        "Resources/resources/fonts/Inter-Regular.otf": b"OTTO",
        "Resources/evenkeel.icns": b"icns",
    }.items():
        file = contents / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (contents / "MacOS" / "evenkeel").chmod(0o755)
    (contents / "Frameworks" / "resources").symlink_to("../Resources/resources")
    info = {
        **property_list(),
        "CFBundleExecutable": "evenkeel",
        "CFBundleIconFile": "evenkeel.icns",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version(),
    }
    (contents / "Info.plist").write_bytes(plistlib.dumps(info))
    return app


def test_a_program_as_it_should_be_has_no_faults(app: Path) -> None:
    assert faults(app) == []


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("MacOS/evenkeel", "Contents/MacOS/evenkeel is missing"),
        ("Info.plist", "Contents/Info.plist can't be read"),
        ("Resources/evenkeel.icns", "Contents/Resources has no icon"),
        (
            "Resources/resources/content.toml",
            "Contents/Resources/resources/content.toml is missing",
        ),
        ("Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib", "libqcocoa.dylib is missing"),
    ],
)
def test_what_is_missing_is_named(app: Path, gone: str, said: str) -> None:
    (app / "Contents" / gone).unlink()
    assert [one for one in faults(app) if said in one]


def test_another_version_is_told(app: Path) -> None:
    file = app / "Contents" / "Info.plist"
    info = plistlib.loads(file.read_bytes()) | {"CFBundleShortVersionString": "9.9"}
    file.write_bytes(plistlib.dumps(info))
    (fault,) = faults(app)
    assert "CFBundleShortVersionString: '9.9'" in fault


def test_a_program_that_can_not_be_run_or_is_none_is_told(app: Path) -> None:
    program = app / "Contents" / "MacOS" / "evenkeel"
    program.chmod(0o644)
    assert faults(app) == ["Contents/MacOS/evenkeel can't be run"]
    program.chmod(0o755)
    program.write_bytes(b"#!/bin/sh\n")
    assert "Contents/MacOS/evenkeel is no program for macOS" in faults(app)


@pytest.mark.parametrize("target", ["/usr/lib/x", "../../../outside", "nowhere"])
def test_a_link_that_leads_out_or_nowhere_is_told(app: Path, target: str) -> None:
    (app.parent / "outside").touch()
    (app / "Contents" / "Frameworks" / "link").symlink_to(target)
    (fault,) = faults(app)
    assert fault == f"Contents/Frameworks/link leads to {target}, which is not inside"


def test_what_signing_refuses_is_told(app: Path) -> None:
    (app / "Contents" / "Frameworks" / "python3.13").mkdir()
    (app / "Contents" / "MacOS" / "notes.txt").touch()
    assert faults(app) == [
        "Contents/Frameworks/python3.13: a folder with a dot is no bundle",
        "Contents/MacOS/notes.txt is no code, which signing refuses there",
    ]


def recipe(app: Path, tmp_path: Path, **keys: str) -> list[str]:
    """The programs of macOS that the recipe calls, in order, with what they are told."""
    tools, calls = tmp_path / "tools", tmp_path / "calls"
    tools.mkdir()
    for name in ("plutil", "codesign", "hdiutil", "xcrun"):
        tool = tools / name
        # hdiutil makes its last word, and says what lies in the folder that it is given.
        tool.write_text(
            f'#!/bin/sh\necho "{name} $*" >>"{calls}"\n'
            'for last in "$@"; do :; done\n'
            f'[ {name} != hdiutil ] || {{ touch "$last"; ls "${{10}}" >"{calls}.stage"; }}\n'
        )
        tool.chmod(0o755)
    subprocess.run(
        ["sh", str(ROOT / "packaging/macos/build-dmg.sh"), str(app), str(tmp_path), "1.2.3"],
        env={"PATH": f"{tools}{os.pathsep}{os.defpath}", **keys},
        check=True,
        capture_output=True,
    )
    return calls.read_text().splitlines()


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
def test_without_a_certificate_the_recipe_makes_an_image_and_says_so(
    app: Path, tmp_path: Path
) -> None:
    checked, made = recipe(app, tmp_path)
    assert checked.startswith("plutil -lint")
    assert made.startswith("hdiutil create")
    assert len([*tmp_path.glob("Evenkeel-1.2.3-*.dmg")]) == 1
    assert (tmp_path / "calls.stage").read_text().split() == ["Applications", "Evenkeel.app"]


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
def test_with_one_libraries_are_signed_before_what_holds_them(app: Path, tmp_path: Path) -> None:
    calls = recipe(
        app, tmp_path, EVENKEEL_SIGN_IDENTITY="Somebody", EVENKEEL_NOTARY_PROFILE="access"
    )
    names = [line.split()[0] for line in calls]
    assert names == [
        "plutil", "codesign", "codesign", "codesign", "hdiutil", "codesign", "xcrun", "xcrun",
    ]  # fmt: skip
    libraries, whole, verified, image = (line for line in calls if line.startswith("codesign"))
    assert "libqcocoa.dylib" in libraries
    assert whole.endswith(str(app))
    assert "--entitlements" in whole
    assert verified.startswith("codesign --verify --deep --strict")
    assert image.endswith(".dmg")
    assert "notarytool submit" in calls[-2]
    assert "stapler staple" in calls[-1]
