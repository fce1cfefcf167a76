"""The network: it reads all lines of a text in their order, twice.

The first look says what each line may be. From what it takes for body follows what the article is about and where it
begins and ends, and that the second look knows.
"""

from dataclasses import asdict, fields
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from copydesk.text.zone_scores import BODY, CLASSES, TITLE
from copydesk.zoner.features import CODE_RANGE, CODES, EDGE_CODES, LENGTH, MEANING_EXTRA, NUMBERS, WORD_CODES
from training.zoner.recipe import Recipe

MEANING = 32
"""Numbers of a line's meaning, that is of a word vector."""
ALL_NUMBERS = NUMBERS + MEANING + MEANING_EXTRA
OUTPUTS = len(CLASSES) + 2
"""Logits of a line: its classes, whether it goes on with the paragraph before, and how much it is the title."""
JOIN, TITLE_HERE = len(CLASSES), len(CLASSES) + 1
_MOST_WORDS = 80.0
"""Words of a line that count for what the article is about; the numbers hold one more."""
_LEARNED = 5
"""What the first look's classes tell of a line: likeness to body and title, body before and after, words of body."""


class ZonerNetwork(nn.Module):
    """Codes and numbers of lines in, logits of lines out."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.recipe = recipe
        width = recipe.width
        self.codes = nn.Embedding(CODE_RANGE, recipe.code_size, padding_idx=0)
        # The words in the middle of a line share one place: their mean.
        singles = CODES - (WORD_CODES - EDGE_CODES)
        self.enter = nn.Linear((singles + 1) * recipe.code_size + ALL_NUMBERS, 2 * width)
        self.dropout = nn.Dropout(recipe.dropout)
        self.first = Look(2 * width, width, recipe.dropout)
        self.first_classes = nn.Linear(width, len(CLASSES))
        self.meaning = nn.Linear(MEANING, MEANING, bias=False)
        with torch.no_grad():
            self.meaning.weight.copy_(torch.eye(MEANING))
        self.second = Look(width + len(CLASSES) + _LEARNED, width, recipe.dropout)
        self.whole = nn.Linear(2 * width, width)
        self.out = nn.Linear(2 * width, OUTPUTS)

    def forward(
        self, codes: Tensor, numbers: Tensor, mask: Tensor, lengths: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Score the lines of texts.

        Args:
            codes: (B, L, CODES) codes, 0 for padding.
            numbers: (B, L, ALL_NUMBERS).
            mask: (B, L, 1) 1.0 for lines, 0.0 for padding.
            lengths: (B,) lines of each text; None where there is no padding.

        Returns:
            Class logits of the first look (B, L, classes), and logits (B, L, OUTPUTS). Those of padding mean nothing.

        """
        hidden = functional.gelu(self.enter(torch.cat([self._coded(codes), numbers], -1)))
        hidden = self.first(self.dropout(hidden) * mask, mask, lengths)
        early = self.first_classes(self.dropout(hidden))
        learned = self._learned(early.softmax(-1), numbers, mask)
        hidden = self.second(torch.cat([hidden, *learned], -1) * mask, mask, lengths)
        largest = (hidden - 1e4 * (1 - mask)).max(1).values
        mean = (hidden * mask).sum(1) / mask.sum(1)
        whole = functional.gelu(self.whole(torch.cat([largest, mean], -1))).unsqueeze(1)
        return early, self.out(self.dropout(torch.cat([hidden, hidden * torch.tanh(whole)], -1)))

    def _coded(self, codes: Tensor) -> Tensor:
        """Return the embeddings of the codes, the words in the middle of the line by their mean."""
        embedded = self.codes(codes)
        middle = embedded[:, :, EDGE_CODES:WORD_CODES]
        there = (codes[:, :, EDGE_CODES:WORD_CODES] > 0).unsqueeze(-1).float()
        mean = (middle * there).sum(2) / there.sum(2).clamp(min=1)
        edges, looks = embedded[:, :, :EDGE_CODES], embedded[:, :, WORD_CODES:]
        return torch.cat([edges.flatten(2), looks.flatten(2), mean], -1)

    def _learned(self, classes: Tensor, numbers: Tensor, mask: Tensor) -> list[Tensor]:
        """Return what the classes of all lines tell of each, each part (B, L, …)."""
        words = torch.exp(numbers[:, :, LENGTH : LENGTH + 1]).clamp(max=_MOST_WORDS) * mask
        body = classes[:, :, BODY : BODY + 1] * words
        meaning = _unit(self.meaning(numbers[:, :, NUMBERS : NUMBERS + MEANING]))
        # What the line itself says is left out: it would be like itself.
        others = _unit((body * meaning).sum(1, keepdim=True) - body * meaning)
        title = _unit((classes[:, :, TITLE : TITLE + 1] * meaning * mask).sum(1, keepdim=True))
        read = body.cumsum(1)
        total = read[:, -1:] + 1e-3
        return [
            classes,
            (meaning * others).sum(-1, keepdim=True),
            (meaning * title).sum(-1, keepdim=True),
            (read - body) / total,
            1 - read / total,
            torch.log1p(body) / 4,
        ]


class Look(nn.Module):
    """One reading of the lines: each beside its neighbours, then from the first to the last and back."""

    def __init__(self, inputs: int, width: int, dropout: float) -> None:
        super().__init__()
        self.enter = nn.Linear(inputs, width)
        self.beside = nn.Conv1d(width, width, 3, padding=1)
        self.norm_beside = nn.LayerNorm(width)
        self.norm_along = nn.LayerNorm(width)
        self.along = nn.GRU(width, width // 2, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)

    def forward(self, inputs: Tensor, mask: Tensor, lengths: Tensor | None) -> Tensor:
        """Return (B, L, width) of ``inputs`` (B, L, inputs); see `ZonerNetwork.forward`."""
        hidden = self.enter(inputs) * mask
        beside = self.beside((self.norm_beside(hidden) * mask).transpose(1, 2)).transpose(1, 2)
        hidden = hidden + functional.gelu(beside)
        along = self.dropout(self.norm_along(hidden))
        read: Tensor
        if lengths is None:
            read, _ = self.along(along)
        else:
            packed = nn.utils.rnn.pack_padded_sequence(along, lengths, batch_first=True, enforce_sorted=False)
            read, _ = nn.utils.rnn.pad_packed_sequence(
                self.along(packed)[0], batch_first=True, total_length=along.shape[1]
            )
        return hidden + read


def save_network(network: ZonerNetwork, path: Path) -> None:
    """Write weights and recipe; the file appears whole or not at all."""
    staging = path.with_name(f"{path.name}.part")
    torch.save({"recipe": asdict(network.recipe), "weights": network.state_dict()}, staging)
    staging.replace(path)


def load_network(path: Path) -> ZonerNetwork:
    """Read what `save_network` wrote, ready to score: without dropout.

    Raises:
        SystemExit: If they are of a recipe that had other hyperparameters.

    """
    saved = torch.load(path, weights_only=True)
    known = {field.name for field in fields(Recipe)}
    if unknown := saved["recipe"].keys() ^ known:
        raise SystemExit(f"{path}: made when a recipe had other parts ({', '.join(sorted(unknown))}); train it anew")
    network = ZonerNetwork(Recipe(**saved["recipe"]))
    network.load_state_dict(saved["weights"])
    return network.eval()


def _unit(vectors: Tensor) -> Tensor:
    return functional.normalize(vectors, dim=-1, eps=1e-4)
