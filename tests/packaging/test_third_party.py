"""The file of licences names everything that is shipped, in the versions of the lock file."""

from evenkeel_packaging.third_party import TARGET, licences_text, locked


def test_every_package_of_the_lock_file_is_named_with_its_version() -> None:
    """Where this fails: ``make licences``."""
    text = TARGET.read_text(encoding="utf-8")
    for name, version in locked().items():
        if name.startswith("pyside6"):
            assert f"Qt for Python {version}" in text
        elif name != "shiboken6":
            assert f"{name} {version}" in text, name


def test_what_comes_in_other_ways_is_named_with_its_licence() -> None:
    text = licences_text()
    for part in ("LGPL-3.0-only", "OFL-1.1", "CC0-1.0", "PSF-2.0", "libxcb"):
        assert part in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
