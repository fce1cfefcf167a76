"""The nouns, adjectives, adverbs and prepositions that attribute where no verb does, by the classes of the verbs."""

NOUNS: dict[str, str] = {
    "say": (
        "statement announcement assertion suggestion argument declaration explanation description word speech "
        "observation account remark comment mention phrase motto slogan mantra dictum adage expression rhetoric "
        "conversation discussion narrative testimony interview prediction projection comparison attention message "
        "pronouncement proclamation utterance quip joke characterization characterisation address lecture insistence "
        "discourse metaphor repetition reminder definition debate contrast refrain epiphany takeaway interpretation "
        "passage proposition mythology rumbling"
    ),
    "claim": "claim allegation contention insinuation ",
    "deny": (
        "denial rejection objection rebuttal refutation disagreement dissent dismissal contradiction disclaimer "
        "repudiation disavowal renunciation protest"
    ),
    "admit": (
        "admission confession acknowledgement acknowledgment concession apology revelation disclosure confirmation "
        "acceptance agreement recognition secret"
    ),
    "ask": ("question request demand appeal plea proposal recommendation advice invitation query petition urging call"),
    "promise": "promise pledge vow commitment assurance guarantee oath reassurance",
    "warn": "warning threat ultimatum caveat",
    "accuse": (
        "accusation criticism complaint condemnation denunciation charge attack indictment critique critic jab insult "
        "rebuke backlash lawsuit suit censure barb taunt broadside diatribe tirade outcry grievance boo rant "
        "detractor accuser takedown demagoguery furor"
    ),
    "praise": ("endorsement praise tribute defense defence applause thanks gratitude accolade kudos defender endorser"),
    "answer": "answer reply response reaction rejoinder retort comeback",
    "report": (
        "report article story book post tweet memo letter email editorial op-ed transcript release document footage "
        "video coverage news rumor rumour gossip hearsay chatter filing diary memoir ad advertisement advert "
        "commercial dispatch newsletter information bulletin documentary whisper legend review"
    ),
    "rule": "ruling verdict decree law requirement mandate judgment judgement clause provision injunction",
    "refuse": "refusal silence avoidance reluctance unwillingness hesitation resistance",
    "believe": (
        "belief view opinion thought fear hope wish worry concern doubt suspicion faith confidence conviction "
        "assumption impression sense feeling attitude sentiment expectation anticipation stance position perception "
        "idea notion interest passion support opposition supporter opponent proponent backer fan admirer skeptic "
        "sceptic skepticism scepticism optimism pessimism enthusiasm disdain dislike hatred hostility anger "
        "frustration anxiety regret sympathy speculation theory philosophy preference favorite favourite mindset mind "
        "knowledge understanding awareness consensus outlook perspective standpoint mood disappointment fury "
        "resentment admiration respect love trust distrust mistrust ambivalence uncertainty certainty misgiving "
        "reservation qualm appreciation comfort discomfort dismay relief surprise disgust contempt obsession "
        "fascination premonition hunch instinct outrage alarm affection memory antipathy aversion disapproval "
        "ideology ideal value thinking realization realisation affinity unease nostalgia prejudice bias adherent "
        "believer enthusiast lover disbelief satisfaction dissatisfaction excitement delight pride sadness popularity "
        "insecurity apprehension romance surrogate camp reputation fact"
    ),
    "plan": (
        "plan intention intent goal ambition strategy effort attempt bid agenda purpose objective determination "
        "willingness eagerness readiness desire campaign policy platform target mission quest inclination scheme "
        "priority focus initiative vision dream temptation push appetite search brainchild"
    ),
    "decide": (
        "decision choice vote approval nomination appointment selection veto ban resolution adoption ballot reversal"
    ),
    "find": (
        "finding evidence result poll survey study research analysis estimate data statistic figure proof conclusion "
        "calculation discovery assessment evaluation measurement example sign investigation scrutiny experience "
        "indication clue diagnosis statistics exploration"
    ),
}
ADJECTIVES: dict[str, str] = {
    "say": (
        "vocal outspoken adamant emphatic blunt clear explicit frank candid insistent forthcoming categorical honest "
        "upfront straightforward"
    ),
    "deny": "dismissive",
    "admit": "apologetic sorry",
    "accuse": "critical scathing disparaging contemptuous scornful derogatory judgmental harsh",
    "praise": "complimentary laudatory effusive appreciative grateful thankful deferential",
    "refuse": "silent mum tight-lipped noncommittal non-committal coy evasive unwilling reticent",
    "believe": (
        "confident sure certain aware unaware hopeful optimistic pessimistic upbeat skeptical sceptical wary leery "
        "afraid fearful anxious nervous angry furious mad happy unhappy glad proud ashamed sad jealous envious "
        "sympathetic hostile averse passionate enthusiastic fond sick uneasy comfortable uncomfortable doubtful "
        "dubious cynical ambivalent undecided uncertain unsure unconvinced unclear unknown likely unlikely conscious "
        "mindful familiar unfamiliar ignorant curious desperate favorable favourable weary agnostic neutral sensitive "
        "partial loyal faithful suspicious jubilant ecstatic elated livid incensed supportive unimpressed undeterred "
        "unfazed unmoved unanimous obvious apparent disenchanted apprehensive indifferent apathetic receptive bullish "
        "bearish disillusioned serious unable distrustful mistrustful respectful disdainful bitter dissatisfied "
        "oblivious content wistful nostalgic complacent cautious bewildered aghast upset lukewarm hungry unimaginable "
        "right wrong important popular unpopular defensive immune full deep tough"
    ),
    "plan": ("eager willing ready reluctant intent poised keen bound hesitant unprepared hellbent tempted desirous"),
    "find": "evident",
}
ADVERBS = {
    "reportedly": "report", "allegedly": "claim", "supposedly": "claim", "purportedly": "claim", "ostensibly": "claim",
    "apparently": "believe", "presumably": "believe", "seemingly": "believe", "admittedly": "admit",
    "avowedly": "admit", "per": "say", "via": "report", "against": "believe", "anti": "believe", "pro": "believe",
}  # fmt: skip
PREPOSITIONS = {"in": "find", "among": "find", "for": "believe", "to": "believe", "under": "rule", "behind": "believe"}
"""Cues only where they stand alone: "in the latest poll", "for many voters", "under the treaty"."""
