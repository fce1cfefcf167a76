"""What is measured: each corpus with its files, how its predictions are made, and its scorer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import convert, given_sources, held_out, scorers
from benchmarks.corpora import every, fingerprint, read_json, read_jsonl, unpack, write_jsonl
from benchmarks.predict import annotate_files, annotate_texts
from benchmarks.scorers import Figures
from copydesk.tagger.model import Tagger


@dataclass(frozen=True)
class Bench:
    """Where a run reads and writes."""

    shared: Path
    """The folder with ``data`` and ``eval``."""
    cache: Path
    """Unpacked archives."""
    work: Path
    """Predictions and sliced gold of this run, one folder a corpus."""
    workers: int
    step: int = 1
    """Only every ``step``-th document is measured."""

    def data(self, archive: str) -> Path:
        """Return the folder that holds the content of an archive of ``data``."""
        return unpack(self.shared / "data" / archive, self.cache)

    def scorer(self, name: str) -> Path:
        """Return the path of a scorer."""
        return self.shared / "eval" / name


@dataclass(frozen=True)
class Corpus:
    """One evaluation set."""

    needs: tuple[str, ...]
    """Files and folders in the shared folder's ``data``: without them the corpus is skipped; their hash is recorded."""
    step: int
    """In the fast slice every ``step``-th document is measured."""
    command: str
    """What makes the predictions and what scores them, for the record."""
    measure: Callable[[Bench], Figures]

    def missing(self, shared: Path) -> list[str]:
        """Return what is not there."""
        return [name for name in self.needs if not (shared / "data" / name).exists()]

    def sha256(self, shared: Path) -> str:
        """Return the hash of the corpus' files."""
        return fingerprint(shared / "data" / name for name in self.needs)


def polnear(bench: Bench) -> Figures:
    """Attribution on the 84 articles of PolNeAR dev."""
    root = bench.data("polnear-train-dev.tar.xz") / "polnear"
    texts = every(sorted((root / "dev/text").glob("*.txt")), bench.step)
    predicted = write_jsonl(bench.work / "pred.jsonl", annotate_files(texts, zones=False, workers=bench.workers))
    slice_, result = bench.work / "docs.txt", bench.work / "scores.json"
    slice_.write_text("\n".join(text.stem for text in texts), encoding="utf-8")
    arguments = (predicted, "--split", "dev", "--root", root, "--docs", slice_, "--json", result)
    scorers.run(bench.scorer("score_attribution.py"), *arguments)
    figures = scorers.attribution(read_json(result))
    scorers.run(bench.scorer("score_attribution.py"), *arguments, "--speech")
    return figures | scorers.speech(read_json(result))


def entities(file: str) -> Callable[[Bench], Figures]:
    """Return the measurement of names on one of the NER sets: one sentence a document."""

    def measure(bench: Bench) -> Figures:
        rows = every(read_jsonl(bench.data("ner-train-dev.tar.xz") / "ner" / file), bench.step)
        records = annotate_texts(convert.texts_of(rows), bench.work, workers=bench.workers)
        gold = write_jsonl(bench.work / "gold.jsonl", convert.ner_gold(rows))
        predicted = write_jsonl(bench.work / "pred.jsonl", convert.ner_predictions(records))
        return scorers.ner(scorers.run(bench.scorer("score_ner.py"), gold, predicted))

    return measure


def sentences(bench: Bench) -> Figures:
    """Sentence boundaries of GUM interviews and EWT weblogs."""
    figures: Figures = {}
    for name, file in (("gum", "sents_gum_interview.jsonl"), ("ewt", "sents_ewt_devtest_weblog.jsonl")):
        rows = every(read_jsonl(bench.data("gum-dev.tar.xz") / "speakers" / file), bench.step)
        records = annotate_texts(convert.texts_of(rows), bench.work, workers=bench.workers)
        gold = write_jsonl(bench.work / f"{name}-gold.jsonl", rows)
        predicted = write_jsonl(bench.work / f"{name}-pred.jsonl", convert.sentence_predictions(records))
        found = scorers.sentences(scorers.run(bench.scorer("score_sents.py"), gold, predicted))
        figures |= {f"{name}.{kind}": value for kind, value in found.items()}
    return figures


def clean(bench: Bench) -> Figures:
    """Title and paragraphs of the pages of clean-dev, seven renderings of each, by publishers held out."""
    root = bench.data("clean-dev.tar.xz") / "clean"
    rows = every(sorted(read_jsonl(root / "gold.jsonl"), key=lambda row: row["doc"]), bench.step)
    gold = write_jsonl(bench.work / "gold.jsonl", rows)
    predicted = write_jsonl(bench.work / "pred.jsonl", held_out.predictions(rows, root / "raw", bench.workers))
    results = {}
    for by, only in (("render", ["--lang", "en"]), ("lang", [])):
        results[by] = bench.work / f"scores-{by}.json"
        arguments = ("--gold", gold, "--pred", predicted, "--raw", root / "raw", "--by", by, "--json", results[by])
        scorers.run(bench.scorer("score_clean.py"), *arguments, *only)
    return scorers.clean(read_json(results["render"]), read_json(results["lang"]))


def html(bench: Bench) -> Figures:
    """Title and paragraphs of the HTML pages of html-dev, in all languages and in English."""
    root = bench.data("html-dev.tar.xz") / "html"
    rows = every(sorted(read_jsonl(root / "gold.jsonl"), key=lambda row: row["doc"]), bench.step)
    gold = write_jsonl(bench.work / "gold.jsonl", convert.html_gold(rows))
    files = [root / "pages" / f"{row['doc']}.html" for row in rows]
    predicted = write_jsonl(bench.work / "pred.jsonl", annotate_files(files, zones=True, workers=bench.workers))
    result = bench.work / "scores.json"
    arguments = ("--gold", gold, "--pred", predicted, "--by", "lang", "--json", result)
    scorers.run(bench.scorer("score_clean.py"), *arguments)
    return scorers.html(read_json(result))


def pages(bench: Bench) -> Figures:
    """Quotations and speakers on the twelve hand-marked pages, zones on."""
    gold = bench.shared / "data/pages-dev"
    raw = bench.data("clean-dev.tar.xz") / "clean/raw"
    texts = [raw / f"{marked.stem}.txt" for marked in sorted(gold.glob("*.json"))]
    predicted = write_jsonl(bench.work / "pred.jsonl", annotate_files(texts, zones=True, workers=bench.workers))
    return scorers.pages(scorers.run(bench.scorer("score_pages.py"), gold, raw, predicted))


def speakers(bench: Bench) -> Figures:
    """Persons behind given sources in GUM interviews."""
    gold = bench.data("gum-dev.tar.xz") / "speakers/speakers_gum_interview.jsonl"
    resolved = list(given_sources.resolve(read_jsonl(gold), Tagger()))

    def score(name: str, at_least: float) -> dict[str, tuple[float, float]]:
        predicted = write_jsonl(bench.work / name, given_sources.predictions(resolved, at_least))
        return scorers.speakers(scorers.run(bench.scorer("score_speakers.py"), gold, predicted))

    everyone, confident = score("pred.jsonl", 0.0), score("confident.jsonl", given_sources.CONFIDENT)
    return {
        "person.all": everyone["all"][0],
        "person.pronoun": everyone["pronoun"][0],
        "person.right_of_answered": everyone["all"][1],
        "person.right_of_confident": confident["all"][1],
    }


CORPORA: Mapping[str, Corpus] = {
    "polnear": Corpus(
        ("polnear-train-dev.tar.xz", "speech_verbs.txt"),
        4,
        "copydesk annotate --no-zones polnear/dev/text; score_attribution.py --split dev [--speech]",
        polnear,
    ),
    "conll": Corpus(
        ("ner-train-dev.tar.xz",),
        5,
        "copydesk annotate --no-zones conll2003_dev.jsonl; score_ner.py",
        entities("conll2003_dev.jsonl"),
    ),
    "politics": Corpus(
        ("ner-train-dev.tar.xz",),
        2,
        "copydesk annotate --no-zones politics_dev.jsonl; score_ner.py",
        entities("politics_dev.jsonl"),
    ),
    "sentences": Corpus(
        ("gum-dev.tar.xz",), 1, "copydesk annotate --no-zones sents_*.jsonl; score_sents.py", sentences
    ),
    "clean": Corpus(
        ("clean-dev.tar.xz",),
        10,
        "benchmarks.held_out (the zoner of the fold, not annotate) clean/raw; score_clean.py --by render, --by lang",
        clean,
    ),
    "html": Corpus(
        ("html-dev.tar.xz",),
        10,
        "copydesk annotate html/pages; score_clean.py --by lang",
        html,
    ),
    "pages": Corpus(("pages-dev", "clean-dev.tar.xz"), 1, "copydesk annotate clean/raw; score_pages.py", pages),
    "speakers": Corpus(
        ("gum-dev.tar.xz",),
        1,
        "benchmarks.given_sources (not through annotate) speakers_gum_interview.jsonl; score_speakers.py",
        speakers,
    ),
}
"""Every corpus by name, in the order in which they are measured."""
