from dataclasses import replace

import numpy as np
import pytest
from zoner_pages import STORY, page, plain_page

from copydesk.text.zone_scores import CLASSES
from copydesk.zoner.features import (
    AFTER_BLANK,
    CODE_RANGE,
    CODES,
    NO_PHRASE,
    NUMBERS,
    PHRASE_COLUMN,
    SPACED,
    WORD_CODES,
    Featuriser,
)
from copydesk.zoner.model import line_scores
from copydesk.zoner.words import SHAPES, Words, load_words
from training.zoner.examples import Example, example
from training.zoner.folds import FOLDS, fold_of
from training.zoner.recipe import Recipe

torch = pytest.importorskip("torch", reason="training needs the dependency group train")
batching = pytest.importorskip("training.zoner.batches")
exporting = pytest.importorskip("training.zoner.export")
losses = pytest.importorskip("training.zoner.losses")
networks = pytest.importorskip("training.zoner.network")
training = pytest.importorskip("training.zoner.train")

torch.set_num_threads(1)  # more of them wait for each other on so little

SMALL = Recipe(width=8, code_size=2, epochs=2, lines=200)
WORDS = Words({}, np.zeros((0, networks.MEANING), np.float32), np.zeros(0, np.float32))


def random_example(length, seed=0):
    rng = np.random.default_rng(seed)
    return Example(
        codes=rng.integers(0, CODE_RANGE, (length, CODES)).astype(np.int32),
        numbers=rng.random((length, networks.ALL_NUMBERS)).astype(np.float16),
        classes=rng.integers(0, len(CLASSES), length),
        joins=rng.integers(0, 2, length).astype(np.float32),
        titles=(np.arange(length) == 1).astype(np.float32),
        weights=np.full(length, 1 / length, np.float32),
    )


def network(recipe=SMALL):
    torch.manual_seed(1)
    return networks.ZonerNetwork(recipe).eval()


def scores_of(net, batch, *, padded=True):
    with torch.no_grad():
        return net(batch.codes, batch.numbers, batch.mask, batch.lengths if padded else None)[1].numpy()


def test_padding_changes_no_score():
    net = network()
    examples = [random_example(length, length) for length in (9, 40, 1, 23)]
    together = scores_of(net, batching.collate(examples))
    for row, each in zip(together, examples, strict=True):
        alone = scores_of(net, batching.collate([each]), padded=False)[0]
        np.testing.assert_allclose(row[: len(each)], alone, atol=1e-5)


def test_padding_costs_nothing():
    short, long = random_example(7, 1), random_example(60, 2)
    net = network()
    apart = [losses.loss_of(net, batching.collate([each]), SMALL).item() for each in (short, long)]
    together = losses.loss_of(net, batching.collate([short, long]), SMALL).item()
    assert together == pytest.approx(sum(apart) / 2, rel=1e-4)


def test_the_scores_are_those_that_the_zoner_reads():
    [found] = scores_of(network(), batching.collate([random_example(5)]))
    read = line_scores(found)
    assert found.shape == (5, networks.OUTPUTS)
    assert np.argmax(read.classes, 1).tolist() == found[:, : len(CLASSES)].argmax(1).tolist()
    assert [join > 0.5 for join in read.joins] == (found[:, networks.JOIN] > 0).tolist()
    assert read.titles == found[:, networks.TITLE_HERE].tolist()


def test_a_page_without_title_or_body_costs_only_its_classes():
    page_of_residue = replace(
        random_example(6), classes=np.ones(6, np.int64), titles=np.zeros(6, np.float32), joins=np.ones(6, np.float32)
    )
    batch = batching.collate([page_of_residue])
    heavy = replace(SMALL, join_weight=100.0, title_weight=100.0)
    assert losses.loss_of(network(), batch, heavy).item() == losses.loss_of(network(), batch, SMALL).item()


def test_texts_of_like_length_share_a_batch_and_all_are_there():
    lengths = [5, 90, 6, 7, 120, 5000]
    groups = batching.grouped(lengths, replace(SMALL, lines=100, longest=300))
    assert groups == [[0, 2, 3], [1], [4], [5]]
    shaken = batching.grouped(lengths, SMALL, np.random.default_rng(0))
    assert sorted(number for group in shaken for number in group) == list(range(6))


def test_blurring_hides_what_it_may_and_leaves_labels_and_example_alone():
    clear = random_example(400)
    before = clear.codes.tobytes(), clear.numbers.tobytes()
    every = replace(SMALL, words_hidden=1.0, spaces_lost=1.0, blanks_lost=1.0, meaning_lost=1.0, phrases_lost=1.0)
    found = batching.blurred(clear, every, np.random.default_rng(3))
    assert (clear.codes.tobytes(), clear.numbers.tobytes()) == before
    assert found.classes.tolist() == clear.classes.tolist()
    assert not found.numbers[:, NUMBERS:].any()
    assert not found.numbers[:, SPACED].any()
    assert not found.numbers[:, AFTER_BLANK].any()
    hidden = (found.codes != clear.codes)[:, :WORD_CODES]
    assert hidden.any()
    assert (clear.codes[:, :WORD_CODES][hidden] >= SHAPES).all()
    changed = found.codes[:, PHRASE_COLUMN] != clear.codes[:, PHRASE_COLUMN]
    assert set(found.codes[changed, PHRASE_COLUMN].tolist()) == {NO_PHRASE}
    none = replace(SMALL, words_hidden=0.0, spaces_lost=0.0, blanks_lost=0.0, meaning_lost=0.0, phrases_lost=0.0)
    assert batching.blurred(clear, none, np.random.default_rng(3)).codes.tolist() == clear.codes.tolist()


def test_a_page_too_long_gives_a_stretch():
    found = batching.blurred(random_example(400), replace(SMALL, longest=50), np.random.default_rng(0))
    assert {len(found), len(found.codes), len(found.weights), len(found.titles)} == {50}


def test_the_marks_of_one_who_knows_are_full():
    labelled = example(plain_page(), Featuriser(WORDS), word_power=0.6)

    class Knowing(torch.nn.Module):
        def forward(self, *_):
            classes = torch.nn.functional.one_hot(torch.tensor(labelled.classes), len(CLASSES))
            rest = [torch.tensor(labelled.joins)[:, None] - 0.5, torch.tensor(labelled.titles)[:, None]]
            return None, torch.cat([classes, *rest], 1)[None]

    assert losses.marks(Knowing(), [labelled], SMALL) == pytest.approx((1, 1, 1, 1))


def test_weights_and_recipe_survive_the_disk(tmp_path):
    net = network()
    networks.save_network(net, tmp_path / "fold-0.pt")
    found = networks.load_network(tmp_path / "fold-0.pt")
    batch = batching.collate([random_example(9)])
    assert found.recipe == SMALL
    assert not found.training
    np.testing.assert_array_equal(scores_of(found, batch), scores_of(net, batch))
    assert [path.name for path in tmp_path.iterdir()] == ["fold-0.pt"]


@pytest.mark.filterwarnings("ignore")  # torch's old exporter says that it is old
def test_the_export_is_the_network_without_dropout(tmp_path):
    net = network().train()
    path = tmp_path / "zoner.onnx"
    assert exporting.export(net, path) < 1e-4
    each = random_example(33)
    inputs = {"codes": each.codes[None].astype(np.int64), "numbers": each.numbers[None].astype(np.float32)}
    [found] = exporting.InferenceSession(str(path)).run(["scores"], inputs)
    np.testing.assert_allclose(found, scores_of(net.eval(), batching.collate([each])), atol=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_an_export_that_differs_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "_TOLERANCE", -1.0)
    with pytest.raises(SystemExit, match="not written"):
        exporting.export(network(), tmp_path / "zoner.onnx")
    assert list(tmp_path.iterdir()) == []


def test_weights_of_a_recipe_of_other_parts_are_refused(tmp_path):
    networks.save_network(network(), tmp_path / "fold-0.pt")
    saved = torch.load(tmp_path / "fold-0.pt", weights_only=True)
    torch.save({**saved, "recipe": {**saved["recipe"], "variants": 2}}, tmp_path / "fold-0.pt")
    with pytest.raises(SystemExit, match=r"fold-0.pt: made when a recipe had other parts \(variants\)"):
        networks.load_network(tmp_path / "fold-0.pt")


OWN = replace(plain_page(name="own"), publisher=None)
PAGES = [
    *[plain_page(name=name, publisher=name) for name in ("gazette", "touchline", "tribune")],
    page(*[("body", text) for text in STORY], name="bare", publisher="bare"),
    OWN,
]
EXAMPLES = training.make_examples(PAGES, WORDS, SMALL)


def names(examples):
    """Return the names of the pages that ``examples`` are of."""
    return [PAGES[next(number for number, each in enumerate(EXAMPLES) if each is found)].name for found in examples]


@pytest.fixture
def learned(monkeypatch):
    """Return the names of the pages that were learned from; training is left out."""
    found = []

    def learn(recipe, examples, **_):
        found.extend(names(examples))
        return network(recipe)

    monkeypatch.setattr(training, "train", learn)
    return found


def test_training_again_makes_the_same_network():
    one, two = (training.train(SMALL, EXAMPLES) for _ in range(2))
    assert not one.training
    for value, other in zip(one.state_dict().values(), two.state_dict().values(), strict=True):
        assert torch.equal(value, other)


def test_training_learns(capsys):
    trained = training.train(replace(SMALL, epochs=25, warmup=1, rate=2e-2, dropout=0.0, averaging=0.8), EXAMPLES)
    assert losses.marks(trained, EXAMPLES, SMALL).body > 0.9
    assert losses.marks(trained, EXAMPLES, SMALL).body > losses.marks(network(), EXAMPLES, SMALL).body
    assert "epoch 24" in capsys.readouterr().out


def test_a_fold_learns_nothing_of_its_publishers_and_is_done_once(tmp_path, learned, capsys):
    fold = fold_of("gazette")
    path = training.path_of(tmp_path, fold)
    training.train_fold(SMALL, PAGES, EXAMPLES, fold, path)
    assert learned == ["touchline", "tribune", "own"]
    assert "learns from 3 pages, 2 held out" in capsys.readouterr().out
    assert training.is_done(path, training.of_fold(SMALL, fold))
    assert not training.is_done(training.path_of(tmp_path, None), SMALL)
    with pytest.raises(SystemExit, match="made by another recipe"):
        training.is_done(path, training.of_fold(replace(SMALL, epochs=3), fold))


@pytest.mark.parametrize("fold", [*range(FOLDS), None])
def test_every_fold_learns_from_our_own_pages(tmp_path, learned, fold):
    training.train_fold(SMALL, PAGES, EXAMPLES, fold, tmp_path / "weights.pt")
    assert "own" in learned


def test_pages_whose_gold_is_wrong_teach_nothing(tmp_path, learned, monkeypatch):
    monkeypatch.setattr(training, "LEFT_OUT", {"touchline-html"})
    training.train_fold(SMALL, PAGES, EXAMPLES, None, tmp_path / "final.pt")
    assert learned == ["gazette", "tribune", "bare", "own"]


def test_the_command_reads_gold_and_own_pages_as_often_as_the_recipe_says(tmp_path, learned, monkeypatch):
    monkeypatch.setattr(training, "read_pages", lambda _: PAGES[:2])
    monkeypatch.setattr(training, "read_own_pages", lambda _: [OWN])
    monkeypatch.setattr(training, "invented_pages", lambda *_: [PAGES[3]])
    monkeypatch.setattr(training, "load_words", lambda _: WORDS)
    monkeypatch.setattr(training, "make_examples", lambda pages, *_: [EXAMPLES[PAGES.index(each)] for each in pages])
    monkeypatch.setattr("sys.argv", ["train", "--clean", "gone", "--folds", "none", "--out", str(tmp_path / "weights")])
    training.main()
    assert learned == ["gazette", "touchline", *["own"] * Recipe.own_pages, "bare"]
    assert [path.name for path in (tmp_path / "weights").iterdir()] == ["final.pt"]


def test_an_invented_page_is_learned_in_as_many_renders_as_the_recipe_says(tmp_path):
    (tmp_path / "a.txt").write_text("##### quay\nN Home\n<<<\nT Fog\nP It is foggy.\n>>>\n", encoding="utf-8")
    every = [page.name for page in training.invented_pages(tmp_path, replace(SMALL, invented_renders=4))]
    assert every == [f"invented-quay-{name}" for name in ("region", "nodes", "whole", "extract")]
    two = [page.name for page in training.invented_pages(tmp_path, replace(SMALL, invented_renders=2))]
    assert len(two) == 2
    assert set(two) < set(every)


def test_words_are_written_as_the_zoner_reads_them(tmp_path):
    making = pytest.importorskip("training.zoner.words", reason="training needs the dependency group train")
    vectors = np.random.default_rng(0).normal(size=(3, 48)).astype(np.float32) * np.arange(48, 0, -1, np.float32)
    counts = making.Counter({"the": 900, "quay": 1})
    asked = []
    making.write_words(
        tmp_path / "words.npz",
        ["the", "•", "quay", "pier"],
        lambda words: asked.extend(words) or making.reduced(vectors, 3),
        counts,
    )
    found = load_words(tmp_path / "words.npz")
    assert asked == ["the", "quay", "pier"]
    assert list(found.place) == ["the", "•", "quay", "pier"]
    assert not found.vectors[1].any()
    assert found.weights[1] == 0
    assert found.weights[0] < found.weights[2] < found.weights[3]
    expected = making.reduced(vectors, 3) * making.rarity(asked, counts)[:, None]
    np.testing.assert_allclose(found.vectors[[0, 2, 3]], expected, atol=0.02)
    assert making.reduced(vectors, 3)[:, 0].std() == pytest.approx(1)
