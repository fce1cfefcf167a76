"""What a batch's scores cost, and how well held-out pages are read."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from copydesk.text.zone_scores import BODY, CLASSES
from training.zoner.batches import Batch, collate, grouped
from training.zoner.examples import Example
from training.zoner.network import JOIN, TITLE_HERE, ZonerNetwork
from training.zoner.recipe import Recipe

_RARE = torch.tensor([name in ("title", "standfirst", "caption") for name in CLASSES])


class Marks(NamedTuple):
    """How well pages are read, 0 to 1 each: the mean over pages."""

    classes: float
    """Share of the lines of the right class, long lines counting more (`Example.weights`)."""
    body: float
    """F1 of the body, lines counting alike: 1 for a page that has none and of which none is found."""
    joins: float
    """Share of the lines of the body of which it is known whether they go on with a paragraph."""
    titles: float
    """Share of the pages that hold a title whose best line is the title."""


def loss_of(network: ZonerNetwork, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the loss of ``batch``, each text counting alike."""
    early, scores = network(batch.codes, batch.numbers, batch.mask, batch.lengths)
    mask = batch.mask[..., 0]
    even = mask / mask.sum(1, keepdim=True)
    weights = (1 - recipe.even_share) * batch.weights + recipe.even_share * even
    weights = weights + recipe.rare_weight * _RARE[batch.classes] * mask
    classes = _class_loss(scores[..., : len(CLASSES)], batch, weights, recipe.smoothing)
    first = _class_loss(early, batch, weights, recipe.smoothing)
    return (
        classes
        + recipe.first_weight * first
        + recipe.join_weight * _join_loss(scores[..., JOIN], batch.joins, (batch.classes == BODY) * mask)
        + recipe.title_weight * _title_loss(scores[..., TITLE_HERE], batch.titles, mask)
    )


def _class_loss(scores: Tensor, batch: Batch, weights: Tensor, smoothing: float) -> Tensor:
    surprise = functional.cross_entropy(
        scores.flatten(0, 1), batch.classes.flatten(), reduction="none", label_smoothing=smoothing
    )
    return (surprise.view_as(weights) * weights).sum() / len(weights)


def _join_loss(scores: Tensor, joins: Tensor, body: Tensor) -> Tensor:
    """Only lines of the body go on with a paragraph; of the others it is not asked."""
    surprise = functional.binary_cross_entropy_with_logits(scores, joins, reduction="none") * body
    return (surprise.sum(1) / body.sum(1).clamp(min=1)).mean()


def _title_loss(scores: Tensor, titles: Tensor, mask: Tensor) -> Tensor:
    """Return the surprise that one of the title's places is the title, among all lines of a text that holds it."""
    shares = (scores - 1e4 * (1 - mask)).log_softmax(1)
    found = torch.logsumexp(shares - 1e4 * (1 - titles), 1)
    return -(found * (titles.sum(1) > 0)).sum() / len(titles)


def marks(network: ZonerNetwork, examples: Sequence[Example], recipe: Recipe) -> Marks:
    """Return how well ``network`` reads ``examples``, which is to hold for publishers that it never saw."""
    network.eval()
    rows: list[tuple[float, float, float, float]] = []
    with torch.no_grad():
        for group in grouped([len(example) for example in examples], recipe):
            batch = collate([examples[number] for number in group])
            scores = network(batch.codes, batch.numbers, batch.mask, batch.lengths)[1].numpy()
            rows += [_marks(scores[row, : len(examples[number])], examples[number]) for row, number in enumerate(group)]
    return Marks(*np.nanmean(np.array(rows), 0).tolist())


def _marks(scores: np.ndarray, example: Example) -> tuple[float, float, float, float]:
    found = scores[:, : len(CLASSES)].argmax(1)
    body, is_body = example.classes == BODY, found == BODY
    both = body.sum() + is_body.sum()
    joins = (scores[:, JOIN] > 0) == (example.joins > 0)
    return (
        float(example.weights[found == example.classes].sum()),
        float(2 * (body & is_body).sum() / both) if both else 1.0,
        float(joins[body].mean()) if body.any() else np.nan,
        float(example.titles[scores[:, TITLE_HERE].argmax()]) if example.titles.any() else np.nan,
    )
