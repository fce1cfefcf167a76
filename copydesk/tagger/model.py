"""The shipped model, run by onnxruntime: a text in, a `Reading` out."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from copydesk.errors import CopydeskError
from copydesk.model_files import fingerprint_of, present, session_of
from copydesk.tagger.decoding import Run, Scores, log_softmax, runs
from copydesk.tagger.encoding import Encoding, encode, load_tokenizer
from copydesk.tagger.labels import ATTRIBUTION_LABELS, ENTITY_LABELS
from copydesk.tagger.linking import link
from copydesk.tagger.windows import window_bounds
from copydesk.text.annotations import Attribution, Mention, Reading
from copydesk.text.spans import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent


class Tagger:
    """Reads sources, cues, contents and names. One instance a process; the model loads on first use.

    Raises (on use):
        CopydeskError: If the model or tokenizer file is missing or can not be read.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.model_path = folder / "tagger.onnx"
        self.tokenizer_path = folder / "tokenizer.json"

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over model and tokenizer: the provenance of every row that the tagger wrote."""
        return fingerprint_of([self._present(path) for path in (self.model_path, self.tokenizer_path)])

    @cached_property
    def _session(self) -> "InferenceSession":
        # The fusion is slower than the two operations that it would replace (training/export.py).
        return session_of(self._present(self.model_path), disabled_optimizers=["SkipLayerNormFusion"])

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        try:
            return load_tokenizer(self._present(self.tokenizer_path))
        except CopydeskError:
            raise
        except Exception as error:  # tokenizers raises bare Exception
            raise CopydeskError(f"{self.tokenizer_path}: not a readable tokenizer; reinstall copydesk") from error

    def load(self) -> None:
        """Load model and tokenizer now rather than with the first text."""
        _ = self._session, self._tokenizer

    @staticmethod
    def _present(path: Path) -> Path:
        return present(path, "the tagger's file is missing")

    def read(self, text: str, streams: Sequence[Sequence[Span]]) -> Reading:
        """Read ``text``.

        Args:
            text: The source text.
            streams: Runs of paragraphs that are read together, in order: the body is one stream,
                a caption or a title one of its own, because a quotation never goes over from one to the other.

        Returns:
            Mentions and attributions in text order, in code points of ``text``.

        """
        mentions: list[Mention] = []
        attributions: list[Attribution] = []
        for stream in streams:
            encoding = encode(text, stream, self._tokenizer)
            if len(encoding.first):
                scores = self.scores(encoding)
                mentions += _mentions(encoding, scores)
                attributions += _attributions(encoding, scores)
        return Reading(tuple(sorted(mentions)), tuple(sorted(attributions, key=lambda item: item.content)))

    def scores(self, encoding: Encoding) -> Scores:
        """Run the model over the windows of ``encoding``."""
        words = len(encoding.first)
        attribution = np.zeros((words, len(ATTRIBUTION_LABELS)), np.float32)
        entity = np.zeros((words, len(ENTITY_LABELS)), np.float32)
        pointer: np.ndarray | None = None
        window = np.zeros(words, np.int64)
        none = []
        for number, (start, end) in enumerate(window_bounds(encoding)):
            ids, features = encoding.inputs(start, end)
            outputs = self._session.run(None, {"ids": ids[None], "features": features[None]})
            low, high = np.searchsorted(encoding.first, (start, end))
            at = encoding.first[low:high] - start + 1
            attribution[low:high] = log_softmax(outputs[0][0, at])
            entity[low:high] = log_softmax(outputs[1][0, at])
            if pointer is None:
                pointer = np.zeros((words, outputs[2].shape[-1]), np.float32)
            pointer[low:high] = outputs[2][0, at]
            window[low:high] = number
            none.append(outputs[2][0, 0])
        assert pointer is not None  # noqa: S101  (an encoding with words has a window)
        return Scores(attribution, entity, pointer, window, np.array(none))


def _span(encoding: Encoding, run: Run) -> Span:
    return Span(int(encoding.start[run.start]), int(encoding.end[run.end - 1]))


def _mentions(encoding: Encoding, scores: Scores) -> list[Mention]:
    return [Mention(*_span(encoding, run), run.label, run.confidence) for run in runs(scores.entity, ENTITY_LABELS)]


def _attributions(encoding: Encoding, scores: Scores) -> list[Attribution]:
    found = runs(scores.attribution, ATTRIBUTION_LABELS)
    return [
        Attribution(
            _span(encoding, content),
            _span(encoding, cue) if cue else None,
            _span(encoding, source) if source else None,
            # Squared, a mean over words tells how often such a content is right (PolNeAR dev: Brier score .122).
            content.confidence**2,
        )
        for content, cue, source in link(found, scores)
    ]
