"""How sure an answer to "who said this" is: one number for each kind of evidence."""

# Kind of evidence: share of right answers, (right + 1) / (answered + 2), cut to at most .97. Fitted on answers with the
# source given: 19 GUM interviews and 12 news pages against gold, and PolNeAR dev (84 political articles, no gold
# speakers) where answers drawn at random were read. Counts: right/answered (of these read in PolNeAR).
# Kinds with fewer than five answers are set by hand, below what they showed. With each document's answers told by a
# table fitted on the others, 150 of the 157 said to be at .9 or more were right (of the pages' 139 of 143).
CONFIDENCE = {
    "explicit": 0.97,  # 73/73 (30/30): the full name
    "explicit.body": 0.95,  # 59/60 (40/40): an organisation, place or group that the tagger read
    "explicit.written": 0.88,  # 33/36: an institution, group or document as written
    "explicit.unread": 0.85,  # 5/5 (4/4): a full name that the tagger passed over
    "explicit.long": 0.85,  # by hand: a full name in a source of more than 200 characters
    "explicit.label": 0.85,  # by hand: "Odell: “…”"
    "explicit.subject": 0.8,  # by hand (6/6, not independent): the source was not read, the subject of its sentence is
    "surname": 0.97,  # 99/100 (44/45)
    "surname.unread": 0.93,  # 37/37, all in PolNeAR and few persons
    "surname.shared": 0.84,  # 27/31, all in PolNeAR: another person of the article has the surname too
    "surname.subject": 0.78,  # by hand
    "alias": 0.75,  # by hand: a given name, initials, "the Fed"
    "alias.subject": 0.65,  # by hand
    "pronoun.speaker": 0.93,  # 45/45 (30/30): he or she is who spoke last
    "pronoun.only": 0.9,  # 36/39, all in PolNeAR: nobody else near fits
    "pronoun.ranked": 0.81,  # 25/31 (20/25): one of several
    "pronoun.who": 0.83,  # 9/10, all in PolNeAR
    "pronoun.which": 0.77,  # 6/7, all in PolNeAR
    "pronoun.it": 0.85,  # 9/9, all in PolNeAR and few institutions
    "pronoun.they": 0.55,  # 10/17 (9/15)
    "pronoun.i": 0.88,  # 56/58, all in GUM: a wrong person is wrong for a whole interview
    "pronoun.quoted": 0.8,  # 3/3: "I" or "we" inside somebody's quotation
    "pronoun.you": 0.75,  # 11/14, all in GUM
    "pronoun.we": 0.28,  # 1/5, all in GUM
    "nominal.only": 0.86,  # 18/20 (14/16): "the minister", one person of the article is one
    "nominal.ranked": 0.8,  # 7/7 (2/2), set below nominal.only: the likeliest of several ministers
    "nominal.loose": 0.6,  # 3/3 (2/2): the only one, but nothing tells of "Vermont" in "the Vermont senator"
    "nominal.age": 0.75,  # by hand
    "nominal.kin": 0.6,  # 1/1 (1/1): "the mother of three"
    "nominal.turn": 0.75,  # by hand: "A: “…”"
    "nominal.body": 0.75,  # 11/14 (8/11): "the bank"
    "nominal.written": 0.75,  # 3/3: a description of nobody known, as written
    "carried": 0.9,  # 17/18, seven of them in quotations as found: a paragraph of nothing but quoted words
    "carried.far": 0.6,  # by hand: a paragraph of the paper's own words in between
    "carried.clause": 0.75,  # by hand: "…, but added that …"
    "pull_quote": 0.9,  # by hand: never above the quotation that is repeated
}


def method_of(evidence: str) -> str:
    """Return the method of a kind of evidence: "explicit" of "explicit.long"."""
    return evidence.partition(".")[0]
