"""Patterns of what a page asks of its reader: to share, subscribe, log in, pay, watch, agree and comment.

One block a rule. A row is the words a line may begin with, `` :: `` and what goes on after one of them, as a pattern; a
row goes on in lines that are indented deeper. See `copydesk.text.phrase_patterns`.
"""

WIDGETS: dict[str, str] = {
    "share-phrase": r"""
        share|tweet|pin|post|save|email|print|copy :: (?: this)?(?: (?:on|to|via|with|by|article|story|link|page|post
            |facebook|twitter|x|whatsapp|email|linkedin|reddit|pinterest|telegram|flipboard|bluesky|threads|friends
            |a friend|full))+$
        share :: \s(?:this|your) (?:story|article|post|page|thoughts)\b(?:.{0,40}| ?: .{0,140})$
        share|tweet|save|like :: \d{1,5}$
        see|more :: (?: more)? sharing options\b
        click :: ,? to (?:share|email|print|tweet|copy|play|expand)\b
        follow|like|find|join :: (?! him| her| them)(?: us| me| our \w+)?\b.{0,20}\b(?:twitter|facebook
            |instagram|linkedin|x|whatsapp|telegram|youtube|tiktok|google news|google discover|social media)\b.{0,40}$
        share|teilen|partager|condividi :: \s?:\s?(?:facebook|twitter|x|email|whatsapp|linkedin)\b.{0,60}$
        make|add|set :: \s(?:us|\w+(?: \w+)?) (?:a|as a|your|as your) preferred (?:news )?source\b
        klicken :: ,? um (?:auf|dies|einem)\b.{0,100}$
        artikel|beitrag :: \s(?:auf|per|via|zum)\b.{0,30}(?:teilen|versenden|senden)$
        partager|compartir|condividi|dela|del|delen :: \s(?:sur|en|por|par|cet|esta?|su|på|via|op)\b.{0,30}$""",
    "share-word": r"""
        follow|like :: (?! him| her| them)(?: \w+){1,3}$""",
    "newsletter-phrase": r"""
        sign :: \sup (?:for|to|now|here|below|with|and)\b
        subscribe :: \s(?:to|for|now|with|today|here|and|via)\b.{0,160}$
        register :: \s(?:for|to|now|today|here|with)\b.{0,80}$
        get|receive|have|want|love|like :: (?: (?:more with \w+(?: \w+){0,3}$|(?:unlimited
            |full) (?:digital |online )?access\b)|\b.{0,110}\b(?:newsletters?|inbox|news alerts?|push alerts|our app
            |free app|e-?mail updates|my[a-z]{4,9}$))
        get :: \s(?:the (?:latest|best|day's|top|most)|our (?:latest|best)|daily|weekly)\b.{0,60}(?:news|stories
            |delivered|headlines|analysis|deals)\b.{0,60}$
        join :: \s(?:our|the|over|more than|\d[\d,]*)\b.{0,60}(?:newsletter|mailing list|whatsapp|subscribers|members
            |channel|readers|telegram)\b
        enter :: \s(?:your|a valid) e-?mail
        thank|thanks :: (?: you)? for (?:signing|subscribing|registering|your (?:subsc|feedback|rating))
        download|install :: \s(?:the|our) (?:free )?.{0,24}\bapp\b
        stay :: \s(?:informed|updated|up to date|in the know|up-to-date|ahead|on top)\b.{0,60}(?:with|on|by
            |of)\b.{0,80}$
        for :: \s(?:free )?real.time breaking news\b
        never|don :: (?:'t)? miss (?:an? |another |any |out on )(?:story|issue|update|beat|headline|the)
        you :: (?:'ll| will) (?:receive|get|need to (?:confirm|verify)|then (?:receive|be))\b.{0,100}(?:e-?mail
            |newsletter|inbox|offers)
        you :: \s(?:can|may) (?:also )?(?:unsubscribe|opt[- ]out|save this|manage (?:your|saved)
            |check out at any time|change your (?:mind|preferences))
        you :: (?:'ve| have) (?:now )?(?:successfully|been) (?:subscribed|added|signed|registered|logged)
        please :: \s(?:consider (?:supporting|subscribing|donating|making|a donation|becoming)|check your (?:inbox
            |e-?mail)|enter (?:a|your)|confirm your|try again|select (?:a|your)|verify (?:that )?you)
        by :: \s(?:signing up|subscribing|submitting|clicking|providing your|entering your|checking|registering
            |continuing to|creating an account)\b.{0,200}\b(?:you|i|your|our|we)\b
        we :: \suse your (?:sign-up|data|information|e-?mail)\b
        if :: \syou (?:value|appreciate|like|enjoy|love|believe in)\b.{0,60}(?:journalism|reporting|article|story
            |our work)\b
        support :: \s(?:independent|quality|local|our|fearless|nonprofit) (?:\w+ )?(?:journalism|work|news)\b.{0,40}$
        newsletter|email|for :: (?: free real.time breaking news)?(?:\s?[:|-]| sign| address)\b.{0,60}$
        mit :: \s(?:absenden|der anmeldung|dem absenden|klick auf|ihrer anmeldung)\b.{0,200}$
        abonnieren|bestellen :: \ssie\b.{0,140}$
        inscrivez|recevez|suscríbete|recibe|iscriviti|ricevi :: \b.{0,140}(?:newsletter|boletín|e-?mail|mail)\b""",
    "account-phrase": r"""
        log|sign :: \sin(?! to (?:join|post|comment|leave|reply|vote)) (?:to|or|with|here|now|and)\b.{0,80}$
        already :: \s(?:a|an|have an?) (?:digital |print )?(?:subscriber|member|account|subscription)
            |already registered
        create|open|activate :: \s(?:a|an|your) (?:free )?(?:account|profile|online access).{0,60}$
        don|do :: (?:'t| not|n't) have an account
        forgot|reset|change :: \s(?:your |my )?password
        you :: \s(?:are|need to be|must be|'re|have to be) (?:currently |not )?(?:logged|signed|a subscriber
            |subscribed|registered)
        if :: \syou (?:are|have)\b.{0,50}(?:subscriber|subscription|member|account|logged)\b.{0,160}$
        manage :: \s(?:my |your )?(?:account|subscription|print subscription|profile|newsletters?
            |preferences)\b.{0,30}$
        sie :: \s(?:sind|haben) (?:bereits |noch |schon )?(?:angemeldet|eingeloggt|abonnent|ein abo|kein abo)""",
    "paywall-phrase": r"""
        start|begin|claim :: \s(?:your )?(?:free )?(?:\w+ ?)?(?:trial|subscription|free month)\b
        join :: \s(?:for |from )?(?:just |only )?[$£€]?\d[\d.]*p?(?:/| a | per )(?:week|month|year)\b.{0,40}$
        unlimited|full :: \s(?:online |digital )?access\b.{0,80}$
        exclusive|additional :: \s(?:articles|content|access|stories|newsletters) (?:from|by|per|for|and
            |to)\b.{0,150}$
        subscriber|subscribers|members :: (?:s'|'s)?[ -](?:only|exclusive)\b.{0,40}$
        this :: \s(?:article|story|content|page|post) is (?:only |exclusively )?(?:available |reserved |free )?(?:for
            |to) (?:our )?(?:paid |paying |premium |registered |logged)?(?:subscribers|members|subscriber|readers|in)
        you :: (?:'ve| have) (?:reached |read |used |viewed |run out of |\d+ |no |one )(?:your|the|all|a|\d+|free|more
            |articles?|of|remaining)\b.{0,80}(?:article|limit|stories|free|month)
        to :: \s(?:continue|keep|read|unlock|finish|access|view)\b.{0,60}\b(?:subscribe|register|sign|log in|account
            |free|subscription)\b.{0,60}$
        continue|keep|unlock :: \s(?:reading|this (?:article|story)|all)\b.{0,80}(?:subscri|account|sign|free|trial
            |with).{0,40}$
        subscribe|cancel|billed|then :: \s(?:any ?time|every (?:month|year|four)|monthly|annually|[$£€]).{0,60}$
        access|enjoy|unlock :: \s(?:articles|unlimited|additional|exclusive|all|premium)\b.{0,60}(?:account|articles
            |month|content|access)\b.{0,30}$""",
    "cookie-phrase": r"""
        this|our :: \s(?:web)?(?:site|page) (?:uses|use) cookies\b
        we :: \s(?:value your privacy|use (?:\w+ ){0,4}cookies|and our (?:\d+ )?(?:partners|vendors) (?:use|store
            |process|may))\b
        cookies :: \s(?:help|are (?:small|necessary|used)|allow|enable|we use|on this)\b
        accept|reject|allow|decline :: \s(?:all|cookies|only|&|and)\b.{0,30}$
        manage|customi[sz]e :: \s(?:your )?(?:cookies?|privacy|consent|choices)\b.{0,40}$
        wir|diese|mit :: \s(?:(?:website|webseite|seite) (?:verwendet|nutzt|benutzt)|verwenden|nutzen
            |setzen)\b.{0,60}\bcookies\b
        nous|ce|utilizamos|usamos|questo|deze|vi :: \b.{0,80}\bcookies?\b.{0,160}$""",
    "comments-phrase": r"""
        comments|comment :: (?:\s?[:(]?\s?\d[\d,.]{0,7}\)?$| \(\d| (?:are|may|have|will be|must|posted here
            |on this)\b.{0,200}$)
        click|tap :: \shere to comment\b
        view|show|read|see|be|load|all|hide :: \s(?:the first to |all |more |the )*(?:\(?\d+\)? )?comments?\b.{0,20}$
        sign|log|login|register :: (?: in| up)? to (?:join|post|comment|leave|reply|vote|add)\b.{0,60}$
        your|e :: (?:-mail| e-?mail) (?:address )?will not be published\b
        notify :: \sme of (?:new|follow)
        save :: \smy name\b
        this :: \ssite uses akismet\b
        join|have|start|leave|add|share|write|post :: \s(?:the|your|a|in)\b.{0,20}(?:conversation|discussion|debate
            |say$|reply|comment|views below|thoughts (?:below|in the comments))\b.{0,40}$
        what :: \s(?:do you think|are your thoughts|'s your (?:view|opinion))\b.{0,60}(?:comments?|below|us
            |know)\b.{0,30}$
        you :: (?:'ll)? (?:must|need to|have to|can)\b.{0,40}\b(?:comment|join the (?:conversation|discussion))
        please :: \s(?:review|read|keep|note|be)\b.{0,60}comment
        we :: \s(?:ask|encourage|expect|reserve|moderate|welcome|want)\b.{0,60}\bcomment(?:s|ing|ers)?\b
        um|du|sie|bitte :: \b.{0,60}\bkommentar(?:e|en)?\b.{0,80}$""",
    "thread-head": r"""
        recent|most :: \scomments\b.{0,20}$""",
    "player-phrase": r"""
        video|audio :: \s(?:player|unavailable|duration|caption|length|description)\b.{0,30}$
        this :: \s(?:video|audio|content) (?:can ?not|can't|is (?:not available|unavailable|loading)|file cannot
            |has failed)\b
        click :: \s(?:to|here to) (?:play|watch|listen|unmute|tap)\b.{0,30}$
        play|pause|watch|stop :: \s(?:video|audio|the video|this video|live stream)\b.{0,20}$
        media|to :: \s(?:is not supported|playback is (?:not supported|unsupported)|play this video)\b
        duration|current|remaining :: (?: time)?\s?:?\s?-?\d
        embed :: (?:\s?:| code| <)""",
    "gallery-phrase": r"""
        image|photo|slide|bild|foto|picture :: \s\d{1,3}(?: ?(?:of|von|/|de)? ?/? ?\d{1,3})$
        view|see|show :: \s(?:all )?\d{1,3} (?:images|photos|pictures|slides)$
        back|return :: \sto (?:gallery|video|slideshow)\b
        view|see|open|click|tap|enlarge :: \s(?:to )?(?:the |this |full |full-size |more |all )?(?:image|gallery
            |photos|slideshow|to enlarge|to expand|larger image|enlarge)\b.{0,30}$""",
    "placeholder-phrase": r"""
        this :: \s(?:slideshow|page|site|content|video|form) requires javascript\b
        loading :: \b.{0,30}$
        please|enable :: (?: enable| turn on|) javascript\b
        your|this|the :: \sbrowser (?:does not|doesn't|is not|is out)
        javascript :: \s(?:is|must)\b
        error|failed :: \s(?:loading|to load)
        sorry :: ,? (?:this|we|your|there|the|an) .{0,60}(?:available|found|again|browser|loaded|error)\b.{0,20}$
        oops|whoops :: \b.{0,60}$
        we :: (?:'ve| have) detected\b
        view|see :: \s(?:this )?(?:post|photo|tweet|original tweet|on (?:instagram|twitter|x|facebook))\b.{0,40}$
        an|hier|empfohlener :: (?: dieser stelle finde(?:n|st)| externe[rn]? inhalt| redaktioneller inhalt)\b
        allow|to :: \s(?:instagram|youtube|twitter|facebook|tiktok) content\b|to (?:view|see|show) this (?:content
            |video)\b""",
}
"""Rule id to its rows; earlier rows go first."""
