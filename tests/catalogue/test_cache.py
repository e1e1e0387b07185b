"""The copy of the checked content: never wrong, never in the way."""

import os
import shutil
from pathlib import Path

import pytest

from evenkeel.catalogue.cache import quick_catalogue
from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.locate import resources_dir
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


def test_no_place_for_a_copy(catalogue: Catalogue, tmp_path: Path) -> None:
    assert quick_catalogue(resources_dir(), tmp_path / "missing" / "copy.json") == catalogue
