"""Speakers in invented articles of many desks, one table a behaviour; sources are given, as the tagger would."""

import pytest
from handmade import name_mentions, paragraphs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import Mention, Quotation, Segment
from copydesk.text.entities import resolve_entities
from copydesk.text.labels import refine_labels
from copydesk.text.roles import find_roles
from copydesk.text.spans import Span
from copydesk.text.speaker_confidence import CONFIDENCE, method_of
from copydesk.text.speakers import resolve_speakers

NAMES = {
    "Mina Odell": "PERSON", "Odell": "PERSON", "Ola Berg": "PERSON", "Berg": "PERSON", "Mary Holt": "PERSON",
    "Holt": "PERSON", "Ivo Tarn": "PERSON", "Tarn": "PERSON", "Park Rin": "PERSON", "Lisa Odell": "PERSON",
    "Jack Fenn Loy": "PERSON", "JFL": "PERSON", "Mina": "PERSON", "Halden Bank": "ORG", "Federal Reserve": "ORG",
    "Fed": "ORG", "Marsh Council": "ORG", "Oslo": "LOC", "Norway": "LOC", "Chile": "LOC", "Vermont": "LOC",
    "Norwegian": "MISC", "Irish": "MISC", "Irishman": "MISC", "German": "MISC", "Germans": "MISC", "Lisa": "PERSON",
}  # fmt: skip

PRONOUNS = {
    "news: he takes up the subject of the paragraph, not the last speaker": (
        "Ola Berg said it rains.\nIvo Tarn wants dry days. He said so in Oslo.",
        [("it rains", "said", "Ola Berg"), ("so in Oslo", "said", "He")],
        ["Ola Berg", "Ivo Tarn"],
    ),
    "court: his alone is he": (
        "Ivo Tarn left the court. His claim is that the boat sank.",
        [("the boat sank", "claim", "His")],
        ["Ivo Tarn"],
    ),
    "sport: a title tells the gender that the name does not": (
        "Mr. Tarn met Mary Holt. “We lost,” he said.",
        [("“We lost,”", "said", "he")],
        ["Tarn"],
    ),
    "news: a husband is a he": (
        "Mary Holt came with her husband Ivo Tarn. “It pours,” he said.",
        [("“It pours,”", "said", "he")],
        ["Ivo Tarn"],
    ),
    "business: they are no single person": (
        "Ola Berg said it rains. They fear floods.",
        [("it rains", "said", "Ola Berg"), ("floods", "fear", "They")],
        ["Ola Berg", None],
    ),
    "science: they are the group that spoke": (
        "The researchers said it rains. They expect floods.",
        [("it rains", "said", "The researchers"), ("floods", "expect", "They")],
        ["researchers", "researchers"],
    ),
    "business: it is the company that spoke": (
        "Halden Bank said rates rise. It expects calm.",
        [("rates rise", "said", "Halden Bank"), ("calm", "expects", "It")],
        ["Halden Bank", "Halden Bank"],
    ),
    "science: it is never a person": (
        "Ola Berg said it rains. It shows that rain falls.",
        [("it rains", "said", "Ola Berg"), ("rain falls", "shows", "It")],
        ["Ola Berg", None],
    ),
    "court: who follows its name": (
        "It was Mary Holt, a nurse from Oslo, who said it rains.",
        [("it rains", "said", "who")],
        ["Mary Holt"],
    ),
    "court: who of a crowd is nobody": (
        "Mary Holt met sailors who said it rains.",
        [("it rains", "said", "who")],
        [None],
    ),
    "business: which follows its name": (
        "The loan is from Halden Bank, which said rates rise.",
        [("rates rise", "said", "which")],
        ["Halden Bank"],
    ),
    "news: a name that nobody read stands before the pronoun": (
        "Ola Berg spoke. And the head of the union, Vico Ramm, he said it rains.",
        [("it rains", "said", "he")],
        [None],
    ),
    "news: he is the spokesman without a name": (
        "Ola Berg left.\nA spokesman for the ministry said it rains.\n“It pours,” he added. “It snows,” he said.",
        [
            ("it rains", "said", "A spokesman for the ministry"),
            ("“It pours,”", "added", "he"),
            ("“It snows,”", "said", "he"),
        ],
        [None, None, None],
    ),
    "news: she is not the spokesman without a name": (
        "Mary Holt left.\nA spokesman said it rains.\n“It pours,” she added.",
        [("it rains", "said", "A spokesman"), ("“It pours,”", "added", "she")],
        [None, "Mary Holt"],
    ),
    "news: who is named after the spokesman without a name": (
        "A spokesman said it rains. Ivo Tarn agreed. “It pours,” he added.",
        [("it rains", "said", "A spokesman"), ("“It pours,”", "added", "he")],
        [None, "Ivo Tarn"],
    ),
    "news: I inside a quotation is who is quoted": (
        "Ola Berg said: “It rains and I think it will pour all day.”",
        [("“It rains and", "said", "Ola Berg"), ("it will pour all day.”", "think", "I")],
        ["Ola Berg", "Ola Berg"],
    ),
    "comment: I of the paper's own text is nobody of the article": (
        "Ola Berg spoke. I think it rains.",
        [("it rains", "think", "I")],
        [None],
    ),
}

INTERVIEW = "Interview: Mary Holt on boats\nMary Holt has sailed for years.\nWhy do you think people sail?\n"
FIRST_PERSON = {
    "the answer's I": (INTERVIEW + "I say it is fun.", [("it is fun", "say", "I")], ["Mary Holt"]),
    "the answer's we": (INTERVIEW + "We say it is fun.", [("it is fun", "say", "We")], ["Mary Holt"]),
    "the question's you": (INTERVIEW + "I sail for fun.", [("people sail", "think", "you")], ["Mary Holt"]),
    "the question's I is the paper's": (
        INTERVIEW + "I sail for fun.\nI hear that you sank, did you?",
        [("you sank", "hear", "I")],
        [None],
    ),
    "he in an answer is not who answers": (
        INTERVIEW + "I say it is fun. He said no.",
        [("it is fun", "say", "I"), ("no", "said", "He")],
        ["Mary Holt", None],
    ),
    "she beside an interview": (
        INTERVIEW + "I sail for fun.\nHolt sails still. “I like it,” she says.",
        [("“I like it,”", "says", "she")],
        ["Mary Holt"],
    ),
    "turns marked by letters": (
        "Interview with Mary Holt\nQ: Did you sail?\nA: I did.\nQ: Is it fun?\nA: “Yes, it is much fun.”",
        [("Is it fun", ":", "Q"), ("“Yes, it is much fun.”", None, None)],
        [None, "Mary Holt"],
    ),
    "labelled turns": (
        "MH: I say it rains.\nOB: We know it pours.\nMH: Rain it is.\nOB: No.\nMary Holt met Ola Berg.",
        [("it rains", "say", "I"), ("it pours", "know", "We")],
        ["Mary Holt", "Ola Berg"],
    ),
}

DESCRIPTIONS = {
    "news: an abbreviated title": (
        "Gov. Mina Odell left. Rain fell, the governor said.",
        [("Rain fell", "said", "the governor")],
        ["Mina Odell"],
    ),
    "news: the party tells two candidates apart": (
        "Republican candidate Ola Berg met Democratic candidate Ivo Tarn. Rain fell, the GOP nominee said.",
        [("Rain fell", "said", "the GOP nominee")],
        ["Ola Berg"],
    ),
    "news: another party's candidate is not meant": (
        "Libertarian candidate Ola Berg left. Rain fell, the Republican candidate said.",
        [("Rain fell", "said", "the Republican candidate")],
        [None],
    ),
    "news: the nation tells two ministers apart": (
        "Norwegian minister Ola Berg met Chilean minister Ivo Tarn. Rain fell, the Norwegian minister said.",
        [("Rain fell", "said", "the Norwegian minister")],
        ["Ola Berg"],
    ),
    "sport: two men by their nations": (
        "Irish striker Ola Berg met German striker Ivo Tarn. “We lost,” the Irishman said. “We won,” the German said.",
        [("“We lost,”", "said", "the Irishman"), ("“We won,”", "said", "the German")],
        ["Ola Berg", "Ivo Tarn"],
    ),
    "sport: a nation that nobody is said to be of": (
        "Ola Berg won. “We lost,” the Irishman said. The Germans said it rained.",
        [("“We lost,”", "said", "the Irishman"), ("it rained", "said", "The Germans")],
        [None, "Germans"],
    ),
    "news: where follows the name": (
        "Sen. Ola Berg of Vermont met Sen. Ivo Tarn of Oslo. Rain fell, the Vermont senator said.",
        [("Rain fell", "said", "the Vermont senator")],
        ["Ola Berg"],
    ),
    "court: the latter": (
        "Ola Berg sued Ivo Tarn. The latter said it rains.",
        [("it rains", "said", "The latter")],
        ["Ivo Tarn"],
    ),
    "sport: an age": (
        "Ola Berg, 34, beat Ivo Tarn, 29. “I slept,” the 29-year-old said.",
        [("“I slept,”", "said", "the 29-year-old")],
        ["Ivo Tarn"],
    ),
    "court: a mother of three": (
        "Ola Berg saw Mary Holt. “It rains,” the mother of three said.",
        [("“It rains,”", "said", "the mother of three")],
        ["Mary Holt"],
    ),
    "court: somebody's lawyer is nobody known": (
        "Candidate Ola Berg left. It rains, Candidate Ola Berg’s lawyer said.",
        [("It rains", "said", "Candidate Ola Berg’s lawyer")],
        [None],
    ),
    "court: somebody's lawyer whom the article names": (
        "Mina Odell came with Ivo Tarn, Odell’s lawyer. It rains, Odell’s lawyer said.",
        [("It rains", "said", "Odell’s lawyer")],
        ["Ivo Tarn"],
    ),
    "news: an heir of the minister is no minister": (
        "Mary Holt, the minister’s eldest daughter, left. It rains, the minister said.",
        [("It rains", "said", "the minister")],
        [None],
    ),
    "business: the bank is the one named": (
        "Halden Bank closed. Rates rise, the bank said.",
        [("Rates rise", "said", "the bank")],
        ["Halden Bank"],
    ),
    "business: which bank": (
        "Halden Bank closed and so did Marsh Bank. Rates rise, the bank said.",
        [("Rates rise", "said", "the bank")],
        ["bank"],
    ),
    "science: a document named before": (
        "The annual rain report warned of floods. The report named rivers.",
        [("floods", "warned", "The annual rain report"), ("rivers", "named", "The report")],
        ["annual rain report", "annual rain report"],
    ),
    "news: a group is named as written": (
        "Critics say it rains.", [("it rains", "say", "Critics")], ["Critics"]
    ),
    "news: a source is nobody": ("It rains, a source said.", [("It rains", "said", "a source")], [None]),
    "news: one resident is nobody": (
        "Ola Berg lives here. It rains, one resident said.", [("It rains", "said", "one resident")], [None]
    ),
    "news: no one is nobody": ("No one says it rains.", [("it rains", "says", "No one")], [None]),
    "news: a share of voters is nobody": ("44 percent say it rains.", [("it rains", "say", "44 percent")], [None]),
    "news: a pair without names": ("It rains, the pair said.", [("It rains", "said", "the pair")], [None]),
}  # fmt: skip

NAMING = {
    "a family: who is called by the given name is not meant by the surname": (
        "Mina Odell met Lisa Odell. “We ran,” Lisa said. “I sat,” Odell said.",
        [("“We ran,”", "said", "Lisa"), ("“I sat,”", "said", "Odell")],
        [("Lisa Odell", "alias"), ("Mina Odell", "surname")],
    ),
    "sport: a given name alone": (
        "Mina Odell won. “I ran,” Mina said.", [("“I ran,”", "said", "Mina")], [("Mina Odell", "alias")]
    ),
    "politics: initials": (
        "Jack Fenn Loy spoke. It rains, JFL said.", [("It rains", "said", "JFL")], [("Jack Fenn Loy", "alias")]
    ),
    "business: a name cut short": (
        "The Federal Reserve met. Rates rise, the Fed said.",
        [("Rates rise", "said", "the Fed")],
        [("Federal Reserve", "alias")],
    ),
    "a man and a woman of one surname": (
        "Lisa Odell sang. It rains, Mr. Odell said.", [("It rains", "said", "Mr. Odell")], [("Odell", "explicit")]
    ),
    "supporters of a person are not the person": (
        "Mina Odell left. It rains, advisers to Odell said.",
        [("It rains", "said", "advisers to Odell")],
        [("advisers to Odell", "explicit")],
    ),
    "a person whom the source only tells about is not the source": (
        "Mina Odell left. It rains, a reporter who joined Mina on the tour said.",
        [("It rains", "said", "a reporter who joined Mina on the tour")],
        [(None, "unresolved")],
    ),
    "friends of a person, with an article": (
        "Odell left. It rains, friends close to the Odell camp said.",
        [("It rains", "said", "friends close to the Odell camp")],
        [("friends close to the Odell camp", "nominal")],
    ),
}  # fmt: skip

UNREAD = {
    "a title before a surname that the tagger passed over": ("President Tarn", "Ivo Tarn", "surname"),
    "a full name that the tagger passed over": ("Secretary of State Ivo Tarn", "Ivo Tarn", "explicit"),
    "a person whom the article names only here": ("veteran broadcaster Vico Ramm", "Vico Ramm", "explicit"),
    "somebody else's spokesman": ("a spokesman for Ivo Tarn", None, "unresolved"),
}

FLOW = {
    "carried over a caption": (
        "“It rains,” Ola Berg said.\nA wet boat at dusk\nA dry boat at dawn\n“It pours and it will not stop.”",
        {"A wet": "caption", "A dry": "caption"},
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), ("Ola Berg", "carried")],
    ),
    "not carried over a subheading": (
        "“It rains,” Ola Berg said.\nDry days\n“It pours and it will not stop.”",
        {"Dry": "subheading"},
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), (None, "unresolved")],
    ),
    "not carried past a spokesman without a name": (
        "“It rains,” Ola Berg said.\nA spokesman said the river rose.\n“It pours and it will not stop.”",
        {},
        [("“It rains,”", "said", "Ola Berg"), ("the river rose", "said", "A spokesman")],
        [("Ola Berg", "explicit"), (None, "unresolved"), (None, "unresolved")],
    ),
    "not carried past somebody else": (
        "“It rains,” Ola Berg said.\nMary Holt lives by the river.\n“It pours and it will not stop.”",
        {},
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), (None, "unresolved")],
    ),
    "carried past a paragraph of nobody": (
        "“It rains,” Ola Berg said.\nThe river rose all night.\n“It pours and it will not stop.”",
        {},
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), ("Ola Berg", "carried")],
    ),
    "the subject of a cue without a source": (
        "Ola Berg left the court, adding that it rains.",
        {},
        [("it rains", "adding", None)],
        [("Ola Berg", "explicit")],
    ),
    "a passive has no subject that speaks": (
        "Ola Berg was asked “how the boat could sink” in court.",
        {},
        [("“how the boat could sink”", "asked", None)],
        [(None, "unresolved")],
    ),
    "a name before the colon": (
        "Fellow sailor Ola Berg, 60, from Oslo, said: “It pours and it will not stop.”",
        {},
        [("“It pours and it will not stop.”", None, None)],
        [("Ola Berg", "explicit")],
    ),
    "a headline's surname": (
        "Berg: “It pours and it will not stop”\nOla Berg spoke in Oslo.",
        {"Berg:": "title"},
        [("“It pours and it will not stop”", None, "Berg")],
        [("Ola Berg", "surname")],
    ),
    "a pull quote's credit line": (
        "Ola Berg came.\nIt pours and it will not stop\nMary Holt\nIt rained.",
        {"It pours": "pull_quote", "Mary": "pull_quote_source"},
        [],
        [("Mary Holt", "pull_quote")],
    ),
}


@pytest.mark.parametrize(("text", "words", "expected"), PRONOUNS.values(), ids=PRONOUNS.keys())
def test_a_pronoun_stands_for_whom_the_reader_has_in_mind(text, words, expected):
    _, speakers, *_ = read(text, NAMES, words)
    assert [s.name for s in speakers] == expected


@pytest.mark.parametrize(("text", "words", "expected"), FIRST_PERSON.values(), ids=FIRST_PERSON.keys())
def test_an_interview_has_its_own_first_and_second_person(text, words, expected):
    _, speakers, *_ = read(text, NAMES, words)
    assert [s.name for s in speakers] == expected


@pytest.mark.parametrize(("text", "words", "expected"), DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
def test_a_description_means_the_one_it_fits_or_nobody(text, words, expected):
    _, speakers, *_ = read(text, NAMES | {"Marsh Bank": "ORG", "Chilean": "MISC"}, words)
    assert [s.name for s in speakers] == expected


@pytest.mark.parametrize(("text", "words", "expected"), NAMING.values(), ids=NAMING.keys())
def test_short_forms_lead_to_the_full_name(text, words, expected):
    _, speakers, *_ = read(text, NAMES, words)
    assert [(s.name, s.method) for s in speakers] == expected


@pytest.mark.parametrize(("source", "name", "method"), UNREAD.values(), ids=UNREAD.keys())
def test_a_source_is_read_as_a_name_where_the_tagger_saw_none(source, name, method):
    text = f"Ivo Tarn came.\nIt rains, {source} said."
    mentions = name_mentions("Ivo Tarn came.", NAMES)
    segments = paragraphs(text)
    entities = resolve_entities(text, segments, mentions)
    start = text.index(source)
    quotation = Quotation(
        "indirect", True, (Span(start - 10, start - 2),), None, "say", Span(start, start + len(source)), 0.9
    )
    (speaker,) = resolve_speakers(text, segments, [quotation], mentions, entities, [])
    assert (speaker.name, speaker.method) == (name, method)


@pytest.mark.parametrize(("text", "kinds", "words", "expected"), FLOW.values(), ids=FLOW.keys())
def test_the_floor_passes_on_as_a_reader_hears_it(text, kinds, words, expected):
    _, speakers, *_ = read(text, NAMES, words, kinds)
    assert [(s.name, s.method) for s in speakers] == expected


JOINT = {
    "two persons": ("Ola Berg and Mary Holt said it rains.", "Ola Berg and Mary Holt", "Ola Berg", ["Mary Holt"]),
    "titles between": (
        "Ola Berg and Foreign Minister Mary Holt said it rains.",
        "Ola Berg and Foreign Minister Mary Holt",
        "Ola Berg",
        ["Mary Holt"],
    ),
    "a description between": (
        "Ola Berg and his captain, Ivo Tarn, said it rains.",
        "Ola Berg and his captain, Ivo Tarn,",
        "Ola Berg",
        ["Ivo Tarn"],
    ),
    "an owner between": (
        "Ola Berg and the Federal Reserve’s Mary Holt said it rains.",
        "Ola Berg and the Federal Reserve’s Mary Holt",
        "Ola Berg",
        ["Mary Holt"],
    ),
    "neither": (
        "Neither Ola Berg nor Mary Holt said it rains.", "Neither Ola Berg nor Mary Holt", "Ola Berg", ["Mary Holt"]
    ),
    "three": (
        "Ola Berg, Mary Holt and Ivo Tarn said it rains.",
        "Ola Berg, Mary Holt and Ivo Tarn",
        "Ola Berg",
        ["Mary Holt", "Ivo Tarn"],
    ),
    "a person and a bank": (
        "Ola Berg and Halden Bank said it rains.", "Ola Berg and Halden Bank", "Ola Berg", ["Halden Bank"]
    ),
    "states": ("Norway and Chile said it rains.", "Norway and Chile", "Norway", ["Chile"]),
    "an affiliation speaks not": ("Ola Berg, Halden Bank, said it rains.", "Ola Berg, Halden Bank,", "Ola Berg", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "source", "name", "others"), JOINT.values(), ids=JOINT.keys())
def test_the_first_of_joint_speakers_is_the_speaker_and_the_rest_are_others(text, source, name, others):
    _, (speaker,), entities, _ = read(text, NAMES, [("it rains", "said", source)])
    assert speaker.name == name
    assert [entities[n].name for n in speaker.others] == others


def test_they_after_joint_speakers_are_both():
    text = "Ola Berg and Mary Holt said it rains. They fear floods."
    words = [("it rains", "said", "Ola Berg and Mary Holt"), ("floods", "fear", "They")]
    _, (_, speaker), entities, _ = read(text, NAMES, words)
    assert (speaker.name, [entities[n].name for n in speaker.others]) == ("Ola Berg", ["Mary Holt"])


def test_candidates_name_the_speaker_first_and_then_who_else_was_weighed():
    text = "Lisa Odell met Mina Odell in Oslo. It rains, Odell said."
    _, (speaker,), *_ = read(text, NAMES, [("It rains", "said", "Odell")])
    assert speaker.method == "surname"
    assert speaker.candidates[0] == speaker.name
    assert set(speaker.candidates) == {"Lisa Odell", "Mina Odell"}


def test_a_surname_that_two_share_is_less_sure_than_one_that_one_has():
    one = read("Mina Odell left Oslo. It rains, Odell said.", NAMES, [("It rains", "said", "Odell")])[1][0]
    two = read("Lisa Odell met Mina Odell in Oslo. It rains, Odell said.", NAMES, [("It rains", "said", "Odell")])[1][0]
    assert two.confidence < one.confidence


def test_every_kind_of_evidence_has_a_probability_and_a_method_that_rows_may_have():
    methods = {"explicit", "surname", "alias", "pronoun", "nominal", "carried", "pull_quote"}
    assert {method_of(evidence) for evidence in CONFIDENCE} == methods
    assert all(0 < confidence < 1 for confidence in CONFIDENCE.values())


def spans(size):
    return st.tuples(st.integers(0, size), st.integers(0, 40)).map(lambda p: Span(p[0], min(size, p[0] + p[1])))


WORDS = st.lists(
    st.sampled_from(
        ["Mina Odell", "Odell", "he", "I", "they", "who", "the minister", "said", ":", "“", "”", "and", ",", ". ", "\n",
         "Q", "interview", "?", "you", "'s", "the 34-year-old", "Sen", "\x00", "ש", "🙂", "’"]
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(
    st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text(max_size=60)),
    st.lists(st.tuples(spans(200), st.sampled_from(["PERSON", "ORG", "LOC", "MISC"])), max_size=8),
    st.lists(
        st.tuples(
            st.sampled_from(["direct", "indirect", "mixed"]),
            st.lists(spans(200), min_size=1, max_size=3),
            st.none() | spans(200),
            st.none() | spans(200),
            st.none() | st.integers(-1, 6),
        ),
        max_size=6,
    ),
    st.sampled_from(["paragraph", "title", "caption", "subheading", "related_headline", "pull_quote"]),
)
def test_any_mentions_and_quotations_in_any_text_have_valid_speakers(text, named, said, kind):
    size = len(text)

    def cut(span):
        return Span(min(span.start, size), min(span.end, size)) if span is not None else None

    mentions = refine_labels(text, [Mention(*cut(span), label, 0.5) for span, label in named])
    segments = [Segment(kind, segment.start, segment.end, "test") for segment in paragraphs(text)]
    quotations = [
        Quotation(how, True, tuple(cut(span) for span in contents), cut(cue), None, cut(source), 0.5, repeated)
        for how, contents, cue, source, repeated in said
    ]
    entities = resolve_entities(text, segments, mentions, [q.source for q in quotations if q.source])
    roles = find_roles(text, mentions, entities)
    speakers = resolve_speakers(text, segments, quotations, mentions, entities, roles)
    assert speakers == resolve_speakers(text, segments, quotations, mentions, entities, roles)
    assert len(speakers) == len(quotations)
    for speaker in speakers:
        assert speaker.name is None or speaker.name
        assert (speaker.name is None) == (speaker.method == "unresolved")
        assert (speaker.name is None) == (speaker.confidence == 0)
        assert 0 <= speaker.confidence <= 1
        assert speaker.entity is None or entities[speaker.entity].name == speaker.name
        assert all(0 <= n < len(entities) and n != speaker.entity for n in speaker.others)
        assert speaker.name is None or speaker.candidates[0] == speaker.name
