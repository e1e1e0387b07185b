"""The copy of the checked content: never wrong, never in the way."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from evenkeel.catalogue.cache import quick_catalogue
from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.locate import NoContentError, resources_dir
from evenkeel.catalogue.model import Catalogue


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    ignore = shutil.ignore_patterns("figures", "fonts")
    shutil.copytree(resources_dir(), folder, ignore=ignore)
    return folder


def test_the_copy_is_the_content(catalogue: Catalogue, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    assert quick_catalogue(resources_dir(), copy) == catalogue
    assert copy.exists()
    assert quick_catalogue(resources_dir(), copy) == catalogue


def test_the_copy_is_what_is_read(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.json"
    first = quick_catalogue(pack, copy)
    monkeypatch.setattr("tomllib.loads", lambda _text: pytest.fail("it was read again"))
    assert quick_catalogue(pack, copy) == first


def test_changed_content_is_read_again(pack: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    quick_catalogue(pack, copy)
    file = pack / "exercises" / "warm_up.toml"
    text = file.read_text(encoding="utf-8")
    before = file.stat()
    file.write_text(text.replace('name = "Warm-up"', 'name = "Warm-UP"'), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert quick_catalogue(pack, copy).exercises["warm_up"].name == "Warm-UP"


def test_content_that_became_wrong_is_refused(pack: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    quick_catalogue(pack, copy)
    (pack / "advice.toml").unlink()
    with pytest.raises(ContentError, match="advice"):
        quick_catalogue(pack, copy)


@pytest.mark.parametrize("broken", [b"", b"{", b'{"key": 1}', b"\xff"])
def test_a_broken_copy_costs_only_time(catalogue: Catalogue, tmp_path: Path, broken: bytes) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(broken)
    assert quick_catalogue(resources_dir(), copy) == catalogue


def test_a_flipped_bit_never_changes_the_content(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the text it would not be seen: LEFT becomes another word, 6 seconds become 4."""
    copy = tmp_path / "copy.json"
    quick_catalogue(resources_dir(), copy)
    whole = copy.read_bytes()
    # Stands for what would be read again.
    read_again = object()
    monkeypatch.setattr("evenkeel.catalogue.load.load_catalogue", lambda _folder: read_again)
    monkeypatch.setattr("evenkeel.catalogue.cache._write", lambda *_: None)
    for place in range(0, len(whole), len(whole) // 150):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        copy.write_bytes(flipped)
        found = quick_catalogue(resources_dir(), copy)
        assert found is read_again or found == catalogue, place
    # A longer or shorter one is none either.
    for other in (whole + b" ", whole[:-1], whole[: len(whole) // 2]):
        copy.write_bytes(other)
        assert quick_catalogue(resources_dir(), copy) is read_again  # type: ignore[comparison-overlap]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("odd", ["folder", "pipe", "folder of the part"])
def test_what_is_no_file_costs_only_time(catalogue: Catalogue, tmp_path: Path, odd: str) -> None:
    copy = tmp_path / "copy.json"
    match odd:
        case "folder":
            copy.mkdir()
        case "pipe":
            os.mkfifo(copy)
        case _:
            (tmp_path / "copy.json.part").mkdir()
    assert quick_catalogue(resources_dir(), copy) == catalogue


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    quick_catalogue(resources_dir(), copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_folder_without_content_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENKEEL_RESOURCES", str(tmp_path / "typo"))
    with pytest.raises(NoContentError, match=r"EVENKEEL_RESOURCES names .*typo, where there is no"):
        resources_dir()
    monkeypatch.setenv("EVENKEEL_RESOURCES", "")
    assert (resources_dir() / "content.toml").is_file()


def test_no_place_for_a_copy(catalogue: Catalogue, tmp_path: Path) -> None:
    assert quick_catalogue(resources_dir(), tmp_path / "missing" / "copy.json") == catalogue
