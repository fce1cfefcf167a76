"""The shipped line classifier, run by onnxruntime: lines in, `LineScores` out."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from copydesk.errors import CopydeskError
from copydesk.model_files import fingerprint_of, present, session_of
from copydesk.text.lines import Line
from copydesk.text.zone_scores import CLASSES, LineScores
from copydesk.zoner.features import Features, Featuriser
from copydesk.zoner.words import Words, load_words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = Path(__file__).parent
_WINDOW, _OVERLAP = 4_000, 400
"""Lines that the network reads at once, which bounds its memory, and how many of them the next window reads again.
Pages of news have up to 2,500."""


class Zoner:
    """Judges the lines of texts. One instance a process; the network loads on first use.

    Raises (on use):
        CopydeskError: If a file of the model is missing or can not be read.
    """

    def __init__(self, model: Path = FOLDER / "zoner.onnx", words: Path = FOLDER / "words.npz") -> None:
        self.model_path, self.words_path = model, words

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over the model's files: the provenance of every row that it decided."""
        return fingerprint_of([self._present(path) for path in (self.model_path, self.words_path)])

    @cached_property
    def words(self) -> Words:
        """The words that the network knows."""
        try:
            return load_words(self._present(self.words_path))
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise CopydeskError(f"{self.words_path}: not a readable list of words; reinstall copydesk") from error

    @cached_property
    def _featuriser(self) -> Featuriser:
        return Featuriser(self.words)

    @cached_property
    def _session(self) -> "InferenceSession":
        return session_of(self._present(self.model_path))

    def load(self) -> None:
        """Load the network and its words now rather than with the first text."""
        _ = self._session, self._featuriser

    def score(self, lines: Sequence[Line], phrases: Sequence[str | None]) -> LineScores:
        """Judge ``lines``, of which ``phrases`` names the rule that knows each. Linear in their number."""
        if not lines:
            return LineScores((), (), ())
        return line_scores(self._run(self._featuriser.featurise(lines, phrases)))

    def _run(self, features: Features) -> NDArray[np.float32]:
        count = len(features.codes)
        pieces: list[NDArray[np.float32]] = []
        for start in range(0, max(count - _OVERLAP, 1), _WINDOW - _OVERLAP):
            stop = min(start + _WINDOW, count)
            inputs = {"codes": features.codes[None, start:stop], "numbers": features.numbers[None, start:stop]}
            [found] = self._session.run(None, inputs)
            # Half of an overlap is each window's own: there it has seen what comes before and after.
            pieces.append(found[0, (_OVERLAP // 2 if start else 0) : None if stop == count else -_OVERLAP // 2])
        return np.concatenate(pieces)

    @staticmethod
    def _present(path: Path) -> Path:
        return present(path, "the zoner's file is missing")


def line_scores(outputs: NDArray[np.float32]) -> LineScores:
    """Return the scores that the network's outputs mean: shape (lines, classes + 2), logits."""
    size = len(CLASSES)
    logits = outputs[:, :size] - outputs[:, :size].max(1, keepdims=True)
    odds = np.exp(logits)
    classes = odds / odds.sum(1, keepdims=True)
    joins = 1 / (1 + np.exp(-np.clip(outputs[:, size], -30, 30)))
    return LineScores(classes.tolist(), joins.tolist(), outputs[:, size + 1].tolist())
