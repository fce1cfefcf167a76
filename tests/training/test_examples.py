from copydesk.tagger.encoding import load_tokenizer
from copydesk.tagger.labels import ATTRIBUTION_LABELS
from copydesk.tagger.model import FOLDER
from copydesk.text.spans import Span
from training.examples import attribution_example
from training.polnear import Article

TOKENIZER = load_tokenizer(FOLDER / "tokenizer.json")


def find(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def example(text, *attributions):
    """Return the example of ``text`` whose attributions are (source, cue, content, …) as written."""
    found = [
        {"SOURCE": [find(text, source)], "CUE": [find(text, cue)], "CONTENT": [find(text, part) for part in contents]}
        for source, cue, *contents in attributions
    ]
    return attribution_example(Article("a", text, found), TOKENIZER)


def test_words_are_labelled_by_their_place_in_the_run():
    labels = example("The mayor said taxes fall.", ("The mayor", "said", "taxes fall")).labels
    assert [ATTRIBUTION_LABELS[label] for label in labels] == [
        "B-SOURCE", "E-SOURCE", "S-CUE", "B-CONTENT", "E-CONTENT", "O",
    ]  # fmt: skip


def test_attributions_that_share_a_source_all_point_to_it():
    text = "The mayor said taxes fall, adding rents rise."
    shared = example(text, ("The mayor", "said", "taxes fall"), ("The mayor", "adding", "rents rise"))
    assert shared.pointers == [((3, 5), (2, 3), (0, 2)), ((7, 9), (6, 7), (0, 2))]


def test_a_content_without_a_source_points_nowhere():
    article = Article(
        "a", "Taxes fall, it was said.", [{"SOURCE": [], "CUE": [Span(12, 23)], "CONTENT": [Span(0, 10)]}]
    )
    assert attribution_example(article, TOKENIZER).pointers == [((0, 2), (3, 6), None)]


def test_a_content_cut_by_its_tag_is_two_runs_of_one_cue():
    cut = example(
        "“Taxes fall,” the mayor said, “and rents rise.”", ("the mayor", "said", "“Taxes fall,”", "“and rents rise.”")
    )
    (_, first_cue, _), (_, second_cue, _) = cut.pointers
    assert first_cue == second_cue
