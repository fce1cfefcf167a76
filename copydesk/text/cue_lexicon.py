"""The verbs and set phrases that attribute, by class, each in its base form.

`copydesk.text.cues` reads cues by them. The classes follow what a speaker does with the words, as grammars part the
reporting verbs; what each means to a reader of the data stands in schemas/quotes.py. Where a word has two classes the
one that news most often means is taken.
"""

from copydesk.text.wordlists import wordset

SPEECH_CLASSES = wordset("say claim deny admit ask promise warn accuse praise answer report rule")
"""Classes of things uttered or written; the others are beliefs, intentions, decisions, findings and refusals."""

SAID_FORMS = wordset(
    """
    said says asked asks added adds replied replies told tells wrote writes cried shouted yelled exclaimed wondered
    responded quipped joked tweeted demanded answered continued continues recalled recalls explained explains insisted
    insists declared whispered screamed laughed mused warned warns admitted admits argued argues
    """
)
"""Forms of speech tags so common that a pattern may look for them: he said, Berg adds."""
TAGGING_VERBS: dict[str, str] = {
    # Stand beside the words in quotation marks: “…,” she quipped.
    "say": (
        "say tell add state note remark comment observe mention declare proclaim announce speak talk address voice "
        "express utter pronounce reiterate repeat restate recite quote mean continue conclude begin finish recall "
        "recount relate describe characterize characterise depict portray label dub joke quip explain clarify "
        "elaborate specify detail outline summarize summarise stress emphasize emphasise underline underscore "
        "highlight point indicate signal suggest hint imply intimate opine offer volunteer interject muse sum "
        "remember reminisce boast brag lament mourn sigh moan whisper murmur mumble mutter shout yell scream cry "
        "cheer chant sing exclaim bark snap growl introduce testify preach lecture argue reason contend maintain "
        "assert affirm reaffirm aver insist posit hold persist inform notify brief apprise update greet discuss "
        "debate converse chat assess call bellow thunder gasp hiss snarl retell reassert reconfirm declaim theorize "
        "theorise venture predict forecast project foretell prophesy name identify teach remind"
    ),
    "claim": "claim allege purport profess",
    "deny": (
        "deny refute dispute rebut reject dismiss disavow disclaim contradict counter rebuff repudiate disagree "
        "object protest downplay challenge debunk disown demur"
    ),
    "admit": (
        "admit acknowledge concede confess confirm accept agree apologize apologise recognize recognise reveal "
        "disclose divulge confide concur grant echo"
    ),
    "ask": (
        "ask question query inquire enquire wonder request beg plead appeal implore beseech demand urge press "
        "pressure order command instruct direct recommend advise propose encourage exhort lobby petition invite "
        "advocate push entreat quiz probe grill"
    ),
    "promise": "promise pledge vow swear commit undertake assure reassure guarantee",
    "warn": "warn threaten caution forewarn alert",
    "accuse": (
        "accuse blame criticize criticise condemn denounce decry deplore blast slam rebuke chide chastise scold "
        "attack lambast lambaste assail berate bash rap castigate censure reprimand mock ridicule taunt scoff scorn "
        "charge sue indict lash fault deride disparage complain grumble fume rant rage rave gripe bemoan"
    ),
    "praise": (
        "thank praise commend laud hail applaud congratulate salute extol tout welcome toast endorse gush enthuse "
        "acclaim"
    ),
    "answer": "answer reply respond rejoin react retort chime chip",
    "report": (
        "report write publish post tweet retweet blog read print broadcast email e-mail cite document record log "
        "narrate chronicle caption headline sign list file tip"
    ),
    "rule": "rule decree stipulate certify",
}
OTHER_VERBS: dict[str, str] = {
    # Attribute too, but beside quotation marks mostly mean something else: “a target”, “to deliver”.
    "say": (
        "refer reference allude invoke articulate share deliver raise issue unveil present float frame cast paint "
        "compare liken contrast equate brand peg bill title focus dwell speculate gloss define attribute air vent "
        "spread interrupt marvel crack boom roar wail sob chuckle laugh justify rationalize rationalise phrase word "
        "coin convey communicate relay entitle pitch campaign open style nickname self-describe preface recapitulate "
        "rehearse philosophize philosophise contextualize pontificate digress ramble swagger hypothesize posture "
        "simplify exaggerate overstate understate mischaracterize distort spin stump discourse pinpoint dissect "
        "sketch trace map chart profile advertise plug harp evoke conjure foreshadow banter bluster blurt babble "
        "drone intone croon purr coo pipe yelp shriek howl wheeze stammer stutter trumpet mouth hum replay bring "
        "attest co-write lip-sync confer consult negotiate interpret cover touch turn beam reprise gesture recast "
        "rename delve parrot pivot propound publicize publicise blare groan amplify elevate stir advance "
        "contextualise expand expound further engage shift revisit trade"
    ),
    "deny": (
        "balk bristle quash renounce discredit disapprove scuttle contest recant retract backtrack nix dissent differ "
        "diverge quibble negate invalidate belie minimize minimise overrule underplay backpedal de-emphasize "
        "sugarcoat conflate renege"
    ),
    "admit": "acquiesce cede relent corroborate unburden unbosom own leak avow capitulate",
    "ask": (
        "interview summon subpoena solicit nudge prod coax cajole prompt compel clamor clamour crusade canvass bid "
        "interrogate spur goad impel co-sponsor counsel convince persuade recruit court woo"
    ),
    "promise": "ensure vouch insure underwrite",
    "warn": "menace intimidate",
    "accuse": (
        "rail hammer knock rip savage pan skewer needle tweak belittle insult target trash boo heckle jeer impugn "
        "malign vilify demonize demonise smear slander libel libelled pillory excoriate admonish upbraid reproach "
        "revile jab snipe carp whine nag bitch bully tease troll prosecute impeach convict finger incriminate "
        "implicate stigmatize stigmatise dis diss dig dog hound harangue clobber hit pummel batter maul lob bludgeon "
        "swipe spar feud clash quarrel bicker wrangle battle undercut undermine fight tackle zing goof lampoon parody "
        "satirize satirise patronize shame critique second-guess scrutinize scrutinise condescend chafe grouse slight "
        "rag scapegoat denigrate sneer jostle rubbish ding hurl incite retaliate slash pile mislead swing"
    ),
    "praise": (
        "defend champion promote celebrate hype credit compliment honor honour flatter glorify idolize herald "
        "cheerlead eulogize eulogise tribute bless lionize vindicate boost exalt venerate romanticize gloat rally "
        "crown"
    ),
    "answer": "riposte parry return",
    "report": (
        "release circulate author co-author submit contain feature include expose televise transcribe transmit "
        "annotate reprint republish catalog catalogue enumerate itemize register snapchat instagram facebook text "
        "message telegraph cable wire film carry run photograph link capture break provide supply furnish serialize "
        "pen draft scrawl scribble jot inscribe mail"
    ),
    "rule": "require prohibit forbid mandate sentence prescribe enjoin acquit adjudicate dictate",
    "refuse": (
        "refuse decline ignore eschew avoid shun boycott dodge evade sidestep resist withhold duck snub disregard "
        "abstain spurn neglect omit deflect skirt disdain forgo forego shirk"
    ),
    "believe": (
        "believe think feel suppose presume assume suspect doubt guess imagine consider regard view see deem reckon "
        "understand know realize realise figure perceive judge sense expect anticipate foresee fear worry hope wish "
        "dream like love hate prefer care bet trust mistrust distrust regret appreciate forget envision envisage "
        "conceive ponder contemplate favor favour support oppose back fancy dread resent enjoy seem appear look "
        "concern surmise misunderstand surprise shock anger alarm dismay outrage please satisfy excite thrill impress "
        "disappoint frustrate horrify mystify intrigue irritate agitate unsettle rattle startle enamor enamour relish "
        "revere admire dislike detest loathe despise embrace side align split divide lean count rely respect mind "
        "entertain cherish prize value covet stun amaze astonish delight bother trouble upset annoy infuriate enrage "
        "humiliate embarrass confuse puzzle baffle perplex bewilder obsess preoccupy unite resonate disbelieve "
        "misjudge underestimate overestimate sympathize sympathise empathize idealize rue infer deduce fret stew "
        "scare frighten terrify unnerve spook worship adore abhor tire divine rethink reconsider depress sadden "
        "disgust repulse offend hurt thirst interest captivate fascinate mesmerize mesmerise incline envy begrudge "
        "tolerate picture visualize equivocate waffle waver hesitate subscribe adhere buy empathise stand attract "
        "sound invest energize energise galvanize inspire gladden relieve overlook disillusion demoralize bemuse "
        "amuse flummox dumbfound intuit fixate zero resign grapple struggle wrestle revolt recoil cringe shudder "
        "grieve misread commiserate rejoice embolden unify polarize dishearten hunger salivate crave pine embitter "
        "sting exasperate agonize agonise consume bore overwhelm associate gravitate stupefy revel treat miss matter "
        "bank shy reassess join seize gall pin"
    ),
    "plan": (
        "plan intend aim want seek try attempt prepare mull weigh eye need desire aspire hanker yearn schedule design "
        "set tend devote dedicate pursue plot scheme conspire brace strive strategize strategise endeavor endeavour "
        "explore gear prioritize prioritise position scramble arrange maneuver manoeuvre concentrate toy flirt reach "
        "ready launch dare slate deliberate manage dangle"
    ),
    "decide": (
        "decide choose opt resolve determine vote elect nominate appoint hire pick select adopt pass approve veto "
        "enact ratify overturn suspend authorize authorise allow permit ban bar restrict limit impose outlaw legalize "
        "legalise repeal block strike settle sponsor cosponsor expel fire oust pardon cancel postpone withdraw revoke "
        "reverse table shelve tap install license exempt delay halt legislate amend abolish reinstate rescind "
        "overhaul designate assign reserve award reauthorize compromise defund force exclude enforce sanction place "
        "broker deregulate implement dispense"
    ),
    "find": (
        "find show demonstrate prove discover learn calculate measure detect illustrate reflect establish poll survey "
        "analyze analyse examine study rank rate hear watch notice witness estimate uncover spot track quantify tally "
        "exemplify experience diagnose verify ascertain investigate review represent mirror test compute evaluate "
        "gauge monitor display exhibit evidence betray epitomize embody symbolize symbolise base derive draw "
        "substantiate score grade outpoll overhear spy mark compile produce create spark"
    ),
}

PHRASES: dict[str, str] = {
    # Verbs and nouns in their base form; … stands for up to three words ("made it very clear").
    "say": (
        "according to, in the words of, as per, put it, make … clear, lay out, lay bare, go on, be like, spell out, "
        "point out, speak out, speak up, set out, sum up, make … case, make … point, bring up, come forward, let … "
        "know, get across, shed light on, as follows, put forth, put forward, roll out, play up, throw out, double "
        "down, tick off, on … record, read out, call attention to, draw attention to, set forth, hold forth, rattle "
        "off, reel off, let it be known, start off, give voice to, drive home"
    ),
    "claim": "take credit for, make believe, make out",
    "deny": (
        "plead not guilty, play down, brush off, brush aside, shrug off, laugh off, wave off, wave away, rule out, "
        "take issue with, write off, cast … doubt, pour cold water on, walk back, make light of, distance … from, "
        "turn against, shoot down, gloss over, push aside, come out against, wash … hand of, turn … back on, break "
        "with, part with"
    ),
    "admit": (
        "plead guilty, own up, open up, make no secret of, come clean, back down, give in, let slip, come around, "
        "give way, let on, fess up"
    ),
    "ask": ("call for, call on, call upon, press for, push for, reach out to, raise … question, put … pressure on"),
    "promise": "sign on to, give … word",
    "warn": "sound … alarm, raise … alarm, raise … red flag",
    "accuse": (
        "call out, lash out, hit out, take aim at, take … shot at, take … swipe at, take … swipe, take … shot, go "
        "after, tear into, rip into, lay into, light into, make fun of, poke fun at, single out, take … to task, tell "
        "off, dress down, find fault with, speak against, turn on, take on, set upon, pounce on, point … finger, "
        "trade barb"
    ),
    "praise": "vouch for, come out for, speak for, stand up for, stick up for, pay homage to, give … nod, talk up",
    "answer": (
        "hit back, fire back, shoot back, strike back, fight back, clap back, snap back, push back, weigh in, come "
        "back, chime in, chip in, call back"
    ),
    "report": "have it, put out, send out, take to, get wind of, hand out",
    "rule": "hand down",
    "refuse": ("turn down, steer clear of, opt out, shy away, stay away, stay mum, stay quiet, keep quiet, hold back"),
    "believe": (
        "look forward to, look up to, look down on, stand by, stand behind, stick with, get behind, rally behind, "
        "line up, buy into, take for granted, take … seriously, take comfort, take … dim view, come to terms with, "
        "would rather, not clear, go along, be at odds, tie to"
    ),
    "plan": "look to, look for, come up with, gear up, set … sight on, be about to, make sure",
    "decide": (
        "make up … mind, settle on, sign off on, strike down, sign into law, say yes to, cast … ballot, go with, go "
        "ahead, decide against, cast … vote"
    ),
    "find": "look into, look at, turn out, find out, figure out, come across, come to light, dig up, bear out",
}
HELPERS = wordset("have be do will would can could may might must shall should go get to become let")
"""Verbs that go before another: passed over, unless nothing else is there."""
ASPECTS = wordset(
    "continue begin start finish go come keep stop cease resume proceed remain end help dare bother go-on"
)
"""Verbs that say only that another one began, went on or ended."""
NAMING = wordset("call name title entitle term label dub nickname sing")
"""Verbs after which quotation marks mostly hold a name or title and no words that were said: called “The Long Way”."""
CARRIERS = wordset("quote hear cite record see love like want try prompt use")
"""Verbs that give way to a verb of speech: "was quoted as saying", "wanted to say"."""
LIGHT = wordset(
    "make give issue release deliver take offer hold have send draw bring cast raise launch submit file turn share "
    "show present run get pay reach receive cover break provide carry set put cut stand serve earn sound hit"
)
"""Verbs that give way to a noun that attributes: "issued a warning", "made the claim"."""
FUNCTION_WORDS = wordset(
    "a an the to this that these those his her their its my our your he she it they we i you him them us me who which "
    "what whom whose there here and or but nor so if as than then of in on at by for from with about into onto over "
    "under up out off down after before during through toward towards among between behind around also even just "
    "still already now not never yet most more less very too much many some any no all both such one ever instead "
    "far long well later earlier regarding concerning including once again first himself herself themselves itself "
    "s re ve ll d m t"
)
"""Words that can not be the lemma of a cue while any other word is there."""
