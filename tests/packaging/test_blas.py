"""The plain loops that stand in for OpenBLAS in the bundle for Windows, beside numpy's own."""

import ctypes
import itertools
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from evenkeel_packaging.contents import ROOT

ROWS, COLUMNS = 101, 102
AS_IS, TURNED, CONJUGATED = 111, 112, 113
UPPER, LOWER = 121, 122
KINDS = {"s": np.float32, "d": np.float64, "c": np.complex64, "z": np.complex128}
TURNS: dict[int, Callable[[Any], Any]] = {
    AS_IS: lambda a: a,
    TURNED: np.transpose,
    CONJUGATED: lambda a: a.conj().T,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    compiler = shutil.which("cc")
    if not compiler:
        pytest.skip("there is no C compiler")
    file = tmp_path_factory.mktemp("blas") / "blas.so"
    source = ROOT / "packaging" / "windows" / "blas.c"
    away = ("-D__declspec(x)=", "-D__stdcall=")
    flags = ("-shared", "-fPIC", "-O1", "-fcx-limited-range", *away)
    subprocess.run([compiler, *flags, "-o", str(file), str(source)], check=True)
    return ctypes.CDLL(str(file))


def made(kind: str, *shape: int) -> Any:
    chance = np.random.default_rng(sum(shape))
    values = chance.standard_normal(shape)
    if kind in "cz":
        values = values + 1j * chance.standard_normal(shape)
    return values.astype(KINDS[kind])


def number(kind: str, value: complex) -> Any:
    """A factor as the library takes it: complex ones by their place in memory."""
    if kind in "cz":
        return np.array([value], KINDS[kind]).ctypes
    return (ctypes.c_float if kind == "s" else ctypes.c_double)(value.real)


def call(library: ctypes.CDLL, kind: str, name: str, *arguments: Any) -> None:
    """Whole numbers are of 64 bits, but for what names an order, a half or a turn."""
    told = [
        place.ctypes
        if isinstance(place, np.ndarray)
        else ctypes.c_int64(place)
        if isinstance(place, int)
        else place
        for place in arguments
    ]
    getattr(library, f"scipy_cblas_{kind}{name}64_")(*told)


def laid(matrix: Any, order: int) -> Any:
    return (matrix if order == ROWS else matrix.T).copy(order="C")


def close(one: Any, other: Any) -> bool:
    return np.allclose(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_matrices_are_multiplied(library: ctypes.CDLL, kind: str) -> None:
    m, n, k = 3, 4, 5
    for order, first, second in itertools.product((ROWS, COLUMNS), TURNS, TURNS):
        a = made(kind, m, k) if first == AS_IS else made(kind, k, m)
        b = made(kind, k, n) if second == AS_IS else made(kind, n, k)
        before = made(kind, m, n)
        c = laid(before, order)
        sizes = [laid(a, order).shape[1], laid(b, order).shape[1], c.shape[1]]
        alpha, beta = number(kind, 2), number(kind, 0.5)
        call(
            library, kind, "gemm", *map(ctypes.c_int, (order, first, second)), m, n, k, alpha,
            laid(a, order), sizes[0], laid(b, order), sizes[1], beta, c, sizes[2],
        )  # fmt: skip
        expected = 2 * TURNS[first](a) @ TURNS[second](b) + before / 2
        assert close(c if order == ROWS else c.T, expected), (order, first, second)


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_count_may_be_no_number(library: ctypes.CDLL, kind: str) -> None:
    a, b = made(kind, 3, 3), made(kind, 3, 3)
    c = np.full((3, 3), np.nan, KINDS[kind])
    turns = map(ctypes.c_int, (ROWS, AS_IS, AS_IS))
    call(library, kind, "gemm", *turns, 3, 3, 3, number(kind, 1), a, 3, b, 3, number(kind, 0), c, 3)
    assert close(c, a @ b)


@pytest.mark.parametrize("kind", KINDS)
def test_a_matrix_and_a_vector_are_multiplied(library: ctypes.CDLL, kind: str) -> None:
    a = made(kind, 3, 4)
    for order, turn in itertools.product((ROWS, COLUMNS), TURNS):
        turned = TURNS[turn](a)
        x, y = made(kind, turned.shape[1], 2), made(kind, turned.shape[0])
        expected = turned @ x[:, 0] + y
        of = laid(a, order)
        one = number(kind, 1)
        call(
            library, kind, "gemv", ctypes.c_int(order), ctypes.c_int(turn), 3, 4, one, of,
            of.shape[1], x, 2, one, y, 1,
        )  # fmt: skip
        assert close(y, expected), (order, turn)


@pytest.mark.parametrize("kind", KINDS)
def test_a_matrix_and_itself_are_multiplied(library: ctypes.CDLL, kind: str) -> None:
    for order, half, turn in itertools.product((ROWS, COLUMNS), (UPPER, LOWER), (AS_IS, TURNED)):
        a = made(kind, 3, 5) if turn == AS_IS else made(kind, 5, 3)
        of, c = laid(a, order), np.zeros((3, 3), KINDS[kind])
        names = map(ctypes.c_int, (order, half, turn))
        call(
            library, kind, "syrk", *names, 3, 5, number(kind, 1), of, of.shape[1],
            number(kind, 0), c, 3,
        )  # fmt: skip
        whole = TURNS[turn](a) @ TURNS[turn](a).T
        expected = np.triu(whole) if half == UPPER else np.tril(whole)
        assert close(c if order == ROWS else c.T, expected), (order, half, turn)


@pytest.mark.parametrize("kind", KINDS)
def test_vectors_are_added_and_multiplied(library: ctypes.CDLL, kind: str) -> None:
    x, y = made(kind, 5), made(kind, 7)[:5].copy()
    expected = y + 3 * x[::-1]
    call(library, kind, "axpy", 5, number(kind, 3), x, -1, y, 1)
    assert close(y, expected)
    if kind in "cz":
        for name, first in (("dotu_sub", x), ("dotc_sub", x.conj())):
            got = np.zeros(1, KINDS[kind])
            call(library, kind, name, 5, x, 1, y, 1, got)
            assert close(got[0], (first * y).sum())
    else:
        dot = getattr(library, f"scipy_cblas_{kind}dot64_")
        dot.restype = ctypes.c_float if kind == "s" else ctypes.c_double
        whole = ctypes.c_int64
        assert close(dot(whole(5), x.ctypes, whole(1), y.ctypes, whole(1)), (x * y).sum())
