"""Mesh smoothing and subdivision as fixed linear maps, so that they follow every pose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from evenkeel_figures.geometry import Floats, Ints


@dataclass(frozen=True, slots=True)
class Subdivision:
    """One step of Loop subdivision.

    Attributes:
        matrix: maps values at the coarse vertices to values at the fine ones.
        faces: triangles of the fine mesh.
    """

    matrix: sp.csr_matrix
    faces: Ints

    def __call__(self, values: Floats) -> Floats:
        """Values at the fine vertices."""
        fine: Floats = np.asarray(self.matrix @ values)
        return fine


def _edges(faces: Ints) -> tuple[Ints, Ints]:
    """Unique edges, and for each triangle the numbers of its edges ab, bc, ca."""
    pairs = np.sort(faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    unique, inverse = np.unique(pairs, axis=0, return_inverse=True)
    return unique, inverse.reshape(-1, 3)


def loop_subdivision(vertex_count: int, faces: Ints) -> Subdivision:
    """Loop's scheme for a triangle mesh with borders."""
    edges, face_edges = _edges(faces)
    users = np.bincount(face_edges.ravel(), minlength=len(edges))
    border = users == 1
    rows: list[Ints] = []
    cols: list[Ints] = []
    vals: list[Floats] = []

    def put(r: Ints, c: Ints, v: Floats) -> None:
        rows.append(r)
        cols.append(c)
        vals.append(v)

    numbers = np.arange(len(edges)) + vertex_count
    for k in (0, 1):
        put(numbers, edges[:, k], np.where(border, 0.5, 0.375))
    for k, opposite in ((0, 2), (1, 0), (2, 1)):
        inner = ~border[face_edges[:, k]]
        put(
            numbers[face_edges[inner, k]],
            faces[inner, opposite],
            np.full(int(inner.sum()), 0.125),
        )
    on_border = np.zeros(vertex_count, bool)
    on_border[edges[border].ravel()] = True
    degree = np.bincount(edges.ravel(), minlength=vertex_count)
    safe = np.maximum(degree, 1)
    beta = np.where(degree == 3, 3 / 16, 3 / (8 * safe))
    vertices = np.arange(vertex_count)
    put(vertices, vertices, np.where(on_border, 0.75, 1 - safe * beta))
    for k in (0, 1):
        here, there = edges[:, k], edges[:, 1 - k]
        plain = ~on_border[here]
        put(here[plain], there[plain], beta[here[plain]])
        rim = border & on_border[here]
        put(here[rim], there[rim], np.full(int(rim.sum()), 0.125))
    count = vertex_count + len(edges)
    matrix = sp.csr_matrix(
        (np.concatenate(vals), (np.concatenate(rows), np.concatenate(cols))),
        shape=(count, vertex_count),
    )
    ab, bc, ca = (numbers[face_edges[:, k]] for k in range(3))
    a, b, c = faces.T
    fine = np.concatenate(
        [
            np.stack([a, ab, ca], 1),
            np.stack([ab, b, bc], 1),
            np.stack([ca, bc, c], 1),
            np.stack([ab, bc, ca], 1),
        ]
    )
    return Subdivision(matrix, fine)


def neighbour_average(vertex_count: int, faces: Ints) -> sp.csr_matrix:
    """Matrix that replaces each vertex by the mean of its neighbours."""
    edges, _ = _edges(faces)
    i = np.r_[edges[:, 0], edges[:, 1]]
    j = np.r_[edges[:, 1], edges[:, 0]]
    adjacency = sp.csr_matrix((np.ones(len(i)), (i, j)), shape=(vertex_count, vertex_count))
    degree = np.maximum(np.asarray(adjacency.sum(axis=1)).ravel(), 1)
    return sp.diags(1 / degree) @ adjacency


def smoothed(values: Floats, average: sp.csr_matrix, amount: Floats, rounds: int) -> Floats:
    """Laplacian smoothing; ``amount`` in 0–1 says for each vertex how much it takes part."""
    out = values.copy()
    weight = amount[:, None] if values.ndim == 2 else amount
    for _ in range(rounds):
        out = out + weight * (np.asarray(average @ out) - out)
    return out
