"""Force-directed layout: links attract, nodes repel each other (Fruchterman and Reingold 1991)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LENGTH = 135.0
"""Usual length of a link, in pixels at scale 1."""
SEED = 20_210_526
EXACT = 250
"""Maximum number of nodes for exact repulsion; with more, the cells of a grid repel."""
MASS_BY_DEGREE = 0.25  # added to the mass 1 of a node, for the square root of its degree
INWARD = 0.002  # attraction to the middle, in link lengths for each pixel of distance, in a graph of one node
HEAT = 0.8  # length of the first step, in link lengths
COOLING = 1.5  # exponent by which steps become shorter
LEAST_STEP = 0.5  # pixels
GRID = 16  # positions to a pixel
LEAST_CELLS, MOST_CELLS = 12, 16  # columns (and rows) of the grid of repulsion


def sprung(n: int, ends: Ints, tries: int, *, steps: int = 320) -> Floats:
    """Return layouts from random starts, shape (tries, n, 2).

    Args:
        n: number of nodes.
        ends: node numbers of each link, shape (links, 2).
        tries: number of layouts, computed at once.
        steps: number of steps of the forces.
    """
    mass = 1 + MASS_BY_DEGREE * np.sqrt(np.bincount(ends.ravel(), minlength=n))
    inward = np.full(n, INWARD * LENGTH / n**0.5)
    return relaxed(scattered(n, tries), ends, mass=mass, inward=inward, steps=steps, heat=LENGTH * HEAT)


def scattered(n: int, tries: int) -> Floats:
    """Return random positions, shape (tries, n, 2)."""
    return np.random.default_rng(SEED).normal(scale=LENGTH * n**0.5 / 2, size=(tries, n, 2))


def relaxed(
    spots: Floats,
    ends: Ints,
    pulls: Floats | None = None,
    *,
    mass: Floats,
    inward: Floats,
    steps: int,
    heat: float,
    loose: Floats | None = None,
) -> Floats:
    """Return the layouts after some steps of the forces, whose step length falls from `heat` to 0.

    Args:
        spots: positions, shape (tries, n, 2).
        ends: node numbers of each link, shape (links, 2).
        pulls: attraction of each link, shape (links,); 1 if None.
        mass: repulsion of each node, shape (n,).
        inward: attraction of each node to the middle, per pixel of distance, shape (n,).
        steps: number of steps.
        heat: length of the first step, in pixels.
        loose: share of its movement that each node may make, shape (n,); 1 if None.
    """
    for step in range(steps):
        force = _repulsion(spots, mass) + _attraction(spots, ends, pulls) - spots * inward[:, None]
        size = np.maximum(np.linalg.norm(force, axis=2, keepdims=True), 1e-9)
        most = (heat * (1 - step / steps) ** COOLING + LEAST_STEP) * (1.0 if loose is None else loose[:, None])
        spots = settled(spots + force / size * np.minimum(size, most))
    return spots


def settled(spots: Floats) -> Floats:
    """Return positions rounded to 1/16 pixel, so that rounding differences of processors do not grow."""
    return np.asarray(np.rint(spots * GRID) / GRID)


def _repulsion(spots: Floats, mass: Floats) -> Floats:
    """Return the repulsion on each node; of many nodes it is approximated by the cells of a grid."""
    if spots.shape[1] > EXACT:
        return np.stack([_pushed(one, *_cells(one, mass), mass=1.0, nearest=LENGTH / 5) for one in spots])
    return _pushed(spots, spots, mass, mass=mass, nearest=1.0)


def _pushed(spots: Floats, centres: Floats, masses: Floats, *, mass: Floats | float, nearest: float) -> Floats:
    """Return the repulsion of masses at `centres` on each node, as if none were nearer than `nearest` pixels."""
    square = (spots**2).sum(axis=-1)[..., None] + (centres**2).sum(axis=-1)[..., None, :]
    square -= 2 * (spots @ np.swapaxes(centres, -1, -2))
    weight = masses * LENGTH**2 / np.maximum(square, nearest**2, out=square)
    away = spots * weight.sum(axis=-1)[..., None] - weight @ centres
    return np.asarray(away * np.asarray(mass)[..., None])


def _cells(spots: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """Return centre and mass of the cells of a grid whose columns and rows hold equally many nodes."""
    n = len(spots)
    side = int(max(LEAST_CELLS, min(MOST_CELLS, n**0.5 / 2)))
    column, row = (np.argsort(np.argsort(spots[:, axis], kind="stable")) * side // n for axis in (0, 1))
    number = column * side + row
    masses: Floats = np.bincount(number, weights=mass, minlength=side * side).astype(float)
    filled = masses > 0
    sums = [np.bincount(number, weights=mass * spots[:, k], minlength=side * side) for k in (0, 1)]
    centres = np.stack([s[filled] / masses[filled] for s in sums], axis=1)
    return centres, masses[filled]


def _attraction(spots: Floats, ends: Ints, pulls: Floats | None) -> Floats:
    """Return the attraction of all links on each node."""
    tries, n, _ = spots.shape
    delta = spots[:, ends[:, 0]] - spots[:, ends[:, 1]]
    pull = delta * (np.linalg.norm(delta, axis=2, keepdims=True) / LENGTH)
    if pulls is not None:
        pull *= pulls[None, :, None]
    shift = np.arange(tries)[:, None] * n
    first, second = (ends[:, 0] + shift).ravel(), (ends[:, 1] + shift).ravel()
    sums = [
        np.bincount(second, weights=one, minlength=tries * n) - np.bincount(first, weights=one, minlength=tries * n)
        for one in (pull[..., 0].ravel(), pull[..., 1].ravel())
    ]
    return np.asarray(np.stack(sums, axis=1).reshape(spots.shape))
