"""Train the line classifier: ``python -m training.zoner.train --help``. A fold that is done is not done again."""

import argparse
import math
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from copydesk.zoner.words import Words, load_words
from training.zoner.batches import grouped, training_batches
from training.zoner.examples import Example, Material, material
from training.zoner.folds import FOLDS, fold_of
from training.zoner.gold import Page, read_pages
from training.zoner.inventions import pool_of
from training.zoner.losses import loss_of, marks
from training.zoner.network import ZonerNetwork, load_network, save_network
from training.zoner.recipe import LEFT_OUT, Recipe


def main() -> None:
    """Parse the arguments and train what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True, help="folder of gold.jsonl and raw/")
    parser.add_argument(
        "--words", type=Path, default=Path("copydesk/zoner/words.npz"), help="what training.zoner.words wrote"
    )
    parser.add_argument(
        "--folds",
        type=_folds,
        default="all",
        help="folds of publishers to hold out: all, 0,1,… or none: learn from all",
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for fold-K.pt, or final.pt where none is held out"
    )
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--minutes", type=float, default=math.inf, help="of each fold: ends the decay early")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pages", type=int, help="read only so many, to try things out")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    recipe = Recipe(epochs=arguments.epochs, seed=arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    left = [fold for fold in arguments.folds if not is_done(path_of(arguments.out, fold), of_fold(recipe, fold))]
    if not left:
        return
    pages, words = read_pages(arguments.clean)[: arguments.pages], load_words(arguments.words)
    for fold in left:
        materials = make_materials(pages, words, recipe, fold)
        train_fold(recipe, materials, fold, path_of(arguments.out, fold), minutes=arguments.minutes)


def of_fold(recipe: Recipe, fold: int | None) -> Recipe:
    """Return the recipe with the chance of ``fold``."""
    return replace(recipe, seed=recipe.seed + (fold or 0))


def path_of(folder: Path, fold: int | None) -> Path:
    """Return where the weights lie that never saw ``fold`` (None: that saw all)."""
    return folder / ("final.pt" if fold is None else f"fold-{fold}.pt")


def is_done(path: Path, recipe: Recipe) -> bool:
    """Tell whether an earlier run wrote ``path`` by ``recipe``.

    Raises:
        SystemExit: If another recipe made it.

    """
    if not path.exists():
        return False
    if load_network(path).recipe != recipe:
        raise SystemExit(f"{path}: made by another recipe; name another folder")
    print(f"{path}: done before", flush=True)
    return True


def make_materials(pages: Sequence[Page], words: Words, recipe: Recipe, fold: int | None) -> list[Material]:
    """Return the examples of ``pages`` and, for those outside ``fold`` (None: for all), of their variants.

    Variants hold no article of the fold's publishers: that would teach the network that the very pages it is to be
    measured on are furniture.
    """
    began = time.monotonic()
    pool = pool_of(page for page in pages if fold_of(page.publisher) != fold)
    variants = recipe.variants if recipe.variant_share else 0
    materials = [
        material(
            page,
            pool,
            words,
            variants=0 if fold_of(page.publisher) == fold else variants,
            seed=recipe.seed,
            word_power=recipe.word_power,
        )
        for page in pages
    ]
    print(f"{len(materials)} pages made ready in {time.monotonic() - began:.0f}s", flush=True)
    return materials


def train_fold(
    recipe: Recipe, materials: Sequence[Material], fold: int | None, path: Path, *, minutes: float = math.inf
) -> None:
    """Train on all publishers but those of ``fold`` (None: on all), write the weights to ``path``, and print marks."""
    learned = [item for item in materials if item.fold != fold and item.source not in LEFT_OUT]
    held_out = [item.page for item in materials if item.fold == fold]
    print(f"{path.name}: learns from {len(learned)} pages, {len(held_out)} held out", flush=True)
    network = train(of_fold(recipe, fold), learned, minutes=minutes)
    if held_out:
        result = marks(network, held_out, recipe)._asdict()
        print(f"{path.name}: held out", *(f"{name} {100 * value:.2f}" for name, value in result.items()), flush=True)
    save_network(network, path)


def train(recipe: Recipe, materials: Sequence[Material], *, minutes: float = math.inf) -> ZonerNetwork:
    """Run the recipe and return the network with averaged weights, ready to score."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    network = ZonerNetwork(recipe)
    optimizer = _optimizer(network, recipe)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    # A little more than all steps: the last ones are to learn something too.
    total = 1.02 * recipe.epochs * len(grouped([len(item.page) for item in materials], recipe, rng))
    step, began = 0, time.monotonic()
    for epoch in range(recipe.epochs):
        network.train()
        losses = []
        for batch in training_batches(_drawn(materials, recipe, rng), recipe, rng):
            elapsed = (time.monotonic() - began) / 60 / minutes
            if elapsed >= 1:
                break
            # Variants may make more steps than were counted: the rate is zero then, and the average closes up.
            progress = min(1.0, max(step / total, elapsed))
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * min(1, (step + 1) / recipe.warmup) * (1 + math.cos(math.pi * progress)) / 2
            loss = loss_of(network, batch, recipe)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            optimizer.step()
            step += 1
            decay = min(recipe.averaging, (step + 1) / (step + 10))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    average[name].lerp_(value, 1 - decay)
            losses.append(loss.item())
        if losses:
            print(f"  epoch {epoch} loss {np.mean(losses):.4f} {time.monotonic() - began:.0f}s", flush=True)
    network.load_state_dict(average)
    return network.eval()


def _drawn(materials: Sequence[Material], recipe: Recipe, rng: np.random.Generator) -> list[Example]:
    """Return each page or, for ``recipe.variant_share`` of those that have any, one of its variants."""
    return [
        item.variants[rng.integers(len(item.variants))]
        if item.variants and rng.random() < recipe.variant_share
        else item.page
        for item in materials
    ]


def _optimizer(network: ZonerNetwork, recipe: Recipe) -> torch.optim.AdamW:
    """Weights decay; what is added or multiplied alone (biases, norms) does not."""
    parameters = list(network.parameters())
    return torch.optim.AdamW(
        [
            {"params": [value for value in parameters if value.dim() > 1], "weight_decay": recipe.weight_decay},
            {"params": [value for value in parameters if value.dim() <= 1], "weight_decay": 0.0},
        ],
        lr=recipe.rate,
    )


def _folds(text: str) -> list[int | None]:
    if text == "all":
        return list(range(FOLDS))
    if text == "none":
        return [None]
    folds = [int(part) for part in text.split(",")]
    if not set(folds) <= set(range(FOLDS)):
        raise argparse.ArgumentTypeError(f"folds are 0 to {FOLDS - 1}")
    return list(folds)


if __name__ == "__main__":
    main()
