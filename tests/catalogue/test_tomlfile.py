"""TOML as people's editors save it is read, or refused with what to type instead."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenkeel.catalogue.faults import Converter
from evenkeel.catalogue.tomlfile import TomlError, parse_toml, read_toml


def refused(data: str | bytes) -> TomlError:
    with pytest.raises(TomlError) as caught:
        parse_toml(data if isinstance(data, bytes) else data.encode())
    return caught.value


def ended(data: bytes) -> str:
    """The sentence about a document whose values are used for something else."""
    try:
        document = parse_toml(data)
    except TomlError as error:
        return str(error)
    converter = Converter("x.toml")
    converter.convert(document, str, "x")
    return str(converter.faults[0])


@pytest.mark.parametrize(
    "data",
    [
        b'name = "\xc3\x84rzte"\n',
        b'\xef\xbb\xbfname = "\xc3\x84rzte"\n',
        b'\xef\xbb\xbfname = "\xc3\x84rzte"\r\n',
        b'\rname\t=\t"\xc3\x84rzte"\r',
    ],
    ids=["plain", "Notepad", "Notepad, Windows lines", "old Mac lines, tabs"],
)
def test_what_editors_save_is_read(data: bytes) -> None:
    assert parse_toml(data) == {"name": "Ärzte"}


QUOTES = 'use straight quotes: "…"'
PATH = "write C:/Users/… or put the path between single quotes: '…'"
TWICE = "each key and table once"
UTF_8 = "save the file as UTF-8"


@pytest.mark.parametrize(
    ("text", "key", "cure"),
    [
        ("a = 1\nname = “Clinic”", "line 2", QUOTES),
        ("“name” = 1", "line 1", QUOTES),
        ('name = "Clinic”\nb = 1', "line 1", QUOTES),
        ("name = „Praxis“", "line 1", QUOTES),
        ("name = ‘Clinic’", "line 1", QUOTES),
        ('\nlogo = "C:\\Users\\x\\logo.png"', "line 2", PATH),
        ('logo = "D:\\Praxis\\logo.png"', "line 1", PATH),
        ('logo = "\\\\server\\share"', "line 1", PATH),
        ("a = 1\na = 2\n", "line 2", TWICE),
        ("[a]\nx = 1\n[a]\n", "line 3", TWICE),
        ("a = 1\na.b = 2", "line 2", TWICE),
        ("name = Clinic", "line 1", 'valid TOML: text between straight quotes: "…"'),
        ("name: Clinic", "line 1", 'valid TOML: key = "text" on a line of its own'),
        ('{"name": "Clinic"}', "line 1", 'valid TOML: key = "text" on a line of its own'),
        ('name = \u00a0"x"', "line 1", "valid TOML, without the sign U+00A0 there"),
        ("[clinic", "line 1", "valid TOML"),
    ],
)  # fmt: skip
def test_what_to_type_instead_is_said(text: str, key: str, cure: str) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()):
        error = refused(data)
        assert (error.key, error.allowed) == (key, cure)


@pytest.mark.parametrize(
    ("data", "key", "value"),
    [
        ('name = "Ä"'.encode("utf-16"), "(file)", "UTF-16 text"),
        ('name = "Ä"'.encode("utf-16-le"), "(file)", "UTF-16 text"),
        ('name = "Ä"'.encode("utf-16-be"), "(file)", "UTF-16 text"),
        ('a = 1\nname = "Ä"'.encode("latin-1"), "line 2", "byte 0xC4"),
        ('name = "€"'.encode("cp1252"), "line 1", "byte 0x80"),
    ],
)
def test_other_encodings_are_named(data: bytes, key: str, value: str) -> None:
    error = refused(data)
    assert (error.key, error.value) == (key, value)
    assert error.allowed.endswith(UTF_8)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "9" * 5000,
        "x = 0x" + "f" * 9000,
        "x = [" + "8" * 4000 + "]",
        "x = 9223372036854775808",
        ".".join("a" * 3000) + " = 1",
        "[" + ".".join("a" * 3000) + "]",
        "x = " + "{a = " * 2000 + "1" + "}" * 2000,
        "x = " + "[" * 3000 + "]" * 3000,
        "x = " + "[" * 50_000,
        "x = 2026-13-45",
        "x = 1e99999",
        "x = nan",
    ],
    ids=lambda text: text[:12],
)
def test_what_is_too_much_for_any_file_gets_a_sentence(text: str) -> None:
    said = ended(text.encode())
    assert len(said) < 300
    assert said.isprintable()


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert ended(data)


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", tmp_path / "a\0b", tmp_path / ("n" * 300)):
        with pytest.raises(TomlError):
            read_toml(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(TomlError, match="not a plain file"):
            read_toml(tmp_path / "pipe")


def test_a_file_may_have_a_longest_length(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"#" * 2048)
    assert read_toml(path) == {}
    with pytest.raises(TomlError) as caught:
        read_toml(path, max_bytes=1024)
    assert str(caught.value) == "(file): more than 1 KB: a short TOML file"
