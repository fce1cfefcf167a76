"""Logistic regression over named evidence, by Newton's method: a few hundred names need no library."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FREE = "base"
"""The name that every row has: what is known before any evidence. It is not pulled towards zero."""
_STEPS = 50
_ENOUGH = 1e-10
"""Gain that a step promises at which the fit is done."""

Floats = NDArray[np.float64]


def log_odds(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], weights: Sequence[float], penalty: float = 1.0
) -> dict[str, float]:
    """Return what each name adds to the log odds of a row being true.

    Minimised is the sum over rows of weight times log loss, plus half of ``penalty`` times the sum of the squares. With
    a penalty there is one minimum, and no seed.

    Args:
        rows: The names seen in each row; one seen twice counts once.
        labels: Whether each row is true.
        weights: What it counts.
        penalty: Pull towards zero of all but `FREE`.

    Raises:
        ValueError: If there are no rows, or all of them are true, or all false.
        RuntimeError: If the fit does not come to an end.
    """
    if len(set(labels)) < 2:
        raise ValueError("nothing to tell apart: rows of both kinds are needed")
    names = sorted({name for row in rows for name in row})
    column = {name: at for at, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        seen[at, [column[name] for name in row]] = 1
    pull = np.array([0.0 if name == FREE else penalty for name in names])
    found = _minimum(seen, np.array(labels, np.float64), np.array(weights, np.float64), pull)
    return dict(zip(names, found.tolist(), strict=True))


def _minimum(seen: Floats, truth: Floats, weights: Floats, pull: Floats) -> Floats:
    def cost(points: Floats) -> float:
        scores = seen @ points
        return float(weights @ (np.logaddexp(0, scores) - truth * scores) + pull @ points**2 / 2)

    points = np.zeros(seen.shape[1])
    current = cost(points)
    for _ in range(_STEPS):
        chances = 0.5 + 0.5 * np.tanh(seen @ points / 2)
        slope = seen.T @ (weights * (chances - truth)) + pull * points
        curve = seen.T @ (seen * (weights * chances * (1 - chances))[:, None]) + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        if slope @ step < _ENOUGH:
            return points
        # Far from the minimum a whole step may overshoot it.
        while (after := cost(points - step)) > current and slope @ step >= _ENOUGH:
            step /= 2
        points, current = points - step, after
    raise RuntimeError(f"no minimum within {_STEPS} steps")
