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

from copydesk.zoner.features import Featuriser
from copydesk.zoner.words import Words, load_words
from training.zoner.batches import grouped, training_batches
from training.zoner.examples import Example, example
from training.zoner.folds import FOLDS, fold_of
from training.zoner.gold import Page, read_pages
from training.zoner.invented import read_invented, rendered
from training.zoner.losses import loss_of, marks
from training.zoner.network import ZonerNetwork, load_network, save_network
from training.zoner.own_pages import read_own_pages
from training.zoner.recipe import LEFT_OUT, Recipe


def main() -> None:
    """Parse the arguments and train what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", type=Path, required=True, help="folder of gold.jsonl and raw/")
    parser.add_argument(
        "--words", type=Path, default=Path("copydesk/zoner/words.npz"), help="what training.zoner.words wrote"
    )
    parser.add_argument("--own", type=Path, default=Path("tests/text/pages"), help="folder of our own golden pages")
    parser.add_argument(
        "--invented", type=Path, default=Path("training/zoner/pages"), help="folder of pages of invented sites"
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
    pages = [
        *read_pages(arguments.clean)[: arguments.pages],
        *recipe.own_pages * read_own_pages(arguments.own),
        *invented_pages(arguments.invented, recipe),
    ]
    examples = make_examples(pages, load_words(arguments.words), recipe)
    for fold in left:
        train_fold(recipe, pages, examples, fold, path_of(arguments.out, fold), minutes=arguments.minutes)


def invented_pages(folder: Path, recipe: Recipe) -> list[Page]:
    """Return the renders of the pages in ``folder``, the same for every fold."""
    rng = np.random.default_rng(recipe.seed)
    found: list[Page] = []
    for page in read_invented(folder):
        renders = rendered(page, rng)
        if len(renders) > recipe.invented_renders:
            renders = [renders[at] for at in sorted(rng.permutation(len(renders))[: recipe.invented_renders])]
        found += renders
    return found


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


def make_examples(pages: Sequence[Page], words: Words, recipe: Recipe) -> list[Example]:
    """Return the example of each of ``pages``."""
    began = time.monotonic()
    featuriser = Featuriser(words)
    examples = [example(page, featuriser, word_power=recipe.word_power) for page in pages]
    print(f"{len(examples)} pages made ready in {time.monotonic() - began:.0f}s", flush=True)
    return examples


def is_held_out(page: Page, fold: int | None) -> bool:
    """Tell whether ``page`` is of a publisher of ``fold`` (None: nobody is); pages of our own are of no publisher."""
    return page.publisher is not None and fold_of(page.publisher) == fold


def train_fold(
    recipe: Recipe,
    pages: Sequence[Page],
    examples: Sequence[Example],
    fold: int | None,
    path: Path,
    *,
    minutes: float = math.inf,
) -> None:
    """Train on all publishers but those of ``fold`` (None: on all), write the weights to ``path``, and print marks.

    Args:
        recipe: The recipe, with the chance of fold 0.
        pages: Labelled pages.
        examples: The example of each page.
        fold: Whose pages are held out.
        path: File to write.
        minutes: Ends the decay early.

    """
    both = list(zip(pages, examples, strict=True))
    learned = [each for page, each in both if not is_held_out(page, fold) and page.source not in LEFT_OUT]
    held_out = [each for page, each in both if is_held_out(page, fold)]
    print(f"{path.name}: learns from {len(learned)} pages, {len(held_out)} held out", flush=True)
    network = train(of_fold(recipe, fold), learned, minutes=minutes)
    if held_out:
        result = marks(network, held_out, recipe)._asdict()
        print(f"{path.name}: held out", *(f"{name} {100 * value:.2f}" for name, value in result.items()), flush=True)
    save_network(network, path)


def train(recipe: Recipe, examples: Sequence[Example], *, minutes: float = math.inf) -> ZonerNetwork:
    """Run the recipe and return the network with averaged weights, ready to score."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    network = ZonerNetwork(recipe)
    optimizer = _optimizer(network, recipe)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    # A little more than all steps: the last ones are to learn something too.
    total = 1.02 * recipe.epochs * len(grouped([len(each) for each in examples], recipe, rng))
    step, began = 0, time.monotonic()
    for epoch in range(recipe.epochs):
        network.train()
        losses = []
        for batch in training_batches(examples, recipe, rng):
            elapsed = (time.monotonic() - began) / 60 / minutes
            if elapsed >= 1:
                break
            # Another order may make more batches than were counted: the rate is zero then, and the average closes up.
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
