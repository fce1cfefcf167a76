"""Patterns of what a page says of itself and leads to: notices, standards, sources, credits, other articles, menus.

One block a rule. A row is the words a line may begin with, `` :: `` and what goes on after one of them, as a pattern; a
row goes on in lines that are indented deeper. See `copydesk.text.phrase_patterns`.
"""

NOTICES: dict[str, str] = {
    "ad-phrase": r"""
        advertisement :: \b.{0,40}$
        story|article|content :: \scontinues (?:below|after)\b.{0,40}$
        sponsored :: (?: content)? (?:by|from)\b.{0,60}$
        this :: \s(?:advertisement has not|(?:content|article|post) is (?:provided|sponsored|paid) )
        the :: \sfollowing content is (?:brought|sponsored)
        paid :: \sfor (?:and presented )?by\b.{0,40}$""",
    "shop-phrase": r"""
        buy|shop|view|see|check|get :: \s(?:it |now |deal |price )?(?:at|on) (?:amazon|ebay|walmart|target)\b
        subscribe|save|now|from|only|was :: \s(?:for |up to |just )?[$£€]\s?\d.{0,40}$""",
    "duration-clock": r"""
        watch|video|listen|play|duration|length :: \s?[·|:-]?\s?(?:\d{1,2}:)?\d{1,2}:[0-5]\d$""",
    "reading-time-phrase": r"""
        reading|read|listening :: \stime\b\s?:?\s?(?:about )?\d{1,3}
        estimated|lesezeit|lesedauer|temps|tiempo|approximate :: (?: de| reading)?(?: lecture| lectura
            | time)?\s?:?\s?(?:ca\.? |circa )?\d{1,3}\s?m""",
    "trust-phrase": r"""
        why :: \s(?:you can )?trust\b.{0,50}$
        our :: \s(?:standards|commitments|code of|editorial (?:standards|policy))\b.{0,60}$
        the :: \s.{1,40}trust principles$
        report|suggest|see|spot|spotted|notice :: \s(?:an?|any) (?:error|correction|mistake|typo|inaccuracy)
            \b.{0,50}$""",
    "legal-phrase": r"""
        we|the :: \s.{0,40}not responsible for the content of (?:external|other)\b
        you|we :: \s(?:may|can|will) (?:revoke|withdraw|only disclose)\b.{0,60}\b(?:consent|data)\b
        copyright :: \b.{0,200}$
        all :: \s(?:rights reserved|content (?:is )?©|material ©|times are)\b
        this|the :: \s(?:material|article|content|site) may not be (?:published|reproduced|copied)
        this :: \s(?:site|page|form) is protected by\b|this copy is for your personal
        material|reproduction|republication|unauthorized :: \b.{0,60}\b(?:without (?:\w+ )?permission|prohibited
            |may not be)\b
        privacy|cookie|cookies :: \s(?:policy|notice|statement|settings|preferences|choices|& )\b.{0,60}$
        terms :: \s(?:of|&|and) (?:use|service|conditions|sale|privacy)\b.{0,60}$
        registered|company :: \s(?:in (?:england|scotland|wales|ireland)|office|number|no\b|charity)\b.{0,140}$
        do :: \snot sell\b.{0,60}$
        use|your :: \sof (?:and/or registration|this (?:site|website|service))\b|your (?:personal (?:data
            |information) will|use of this)\b
        published|hosted|a|powered|operated|part|proudly :: (?: powered)? (?:and distributed |by )?(?:by|of the
            |part of the|of) .{0,40}\b(?:ltd|limited|plc|inc|llc|gmbh|media group|network|wordpress)\b.{0,30}$
        alle|tous|todos|tutti :: \s(?:rechte vorbehalten|droits réservés|los derechos reservados
            |i diritti riservati)\b
        eine :: \s(?:webseite|website|marke|seite) (?:der|von)\b.{0,60}$""",
    "affiliate-phrase": r"""
        we|this :: \s(?:may |will |might |sometimes )?(?:earn|receive
            |get) (?:a |an |some )?(?:small )?(?:affiliate )?(?:commission|compensation)
        this :: \s(?:article|post|page|story|content) (?:may )?contains? affiliate\b
        while|when|if|all|every|products :: \s.{2,60}\b(?:independently (?:selected|chosen|reviewed)|through (?:our
            |links)|using our links|purchase something)\b
        disclaimer|disclosure :: \s?:
        the|opinions|views :: (?: views| opinions)?(?: and \w+)? (?:expressed|in this (?:article|column))\b""",
    "related-phrase": r"""
        also|related|more|recommended|must|don|watch|listen|mehr|lesen|auch|lees|läs|les|lire|lee|leggi|baca|à|review
            |analysis|explained|explainer|opinion|live|video|dossier|lesetipp|interview :: (?: read| also| sie auch
            | dazu| interessant| aussi| lire aussi| también| anche| ook| också| også| juga| oggi|'t miss| zum thema
            | nu| mer| now| below)?\s?[:|»>→]\s?\S.{6,}$
        read|see :: \s?(?:more|also|next|now|on|this|the full (?:story|article))?\s?[:|»>→]\s?\S.{4,}$
        read|see :: \s(?:more|also) (?:about|on|from|in|at|of|of our|here|\w+ stories)\b.{0,90}$
        read :: \s(?:our|the) (?:full|complete|original|whole)\b.{2,80}$
        see :: \salso\b.{0,100}$
        more :: \s(?:about|on|stories|articles|news|coverage|headlines)\b.{0,60}$
        click|tap :: \shere (?:to|for)\b.{0,100}$
        find|learn :: \s(?:out )?more (?:about|at|on|here|from)\b.{0,80}$
        on :: \s[a-z]+\.com\s?:""",
    "tags-phrase": r"""
        posted :: \sin .{2,60}(?:\||$)
        tags|topics|tag|filed|related|themen|thema|schlagwörter|schlagworte|stichwörter|temas|etiquetas|thèmes
            |argomenti|tagged|sujets|keywords|category|categories|témata|etiketler|labels :: (?: under| topics| tags
            | in)?\s?:\s?\S""",
    "credit-phrase": r"""
        photo|photos|photograph|photographs|picture|pictures|image|images|illustration|illustrations|graphic|graphics
            |photography|credit|credits|foto|fotos|bild|grafik|fotografía|crédit|pic|pics|zdjęcie|kuva|photographer
            |infographic :: \s?(?:credits?|source|by|via|courtesy|illustration)?\s?[:/©|]
        photo|photos|photograph|photographs|picture|pictures|image|images|illustration|illustrations|graphic|graphics
            |photography|credit|credits|foto|fotos|bild|grafik|fotografía|crédit|pic|pics|zdjęcie|kuva|photographer
            |infographic :: \s(?:by|via|courtesy|credit|provided|from|supplied)\b.{0,120}$
        ap|file|afp|reuters|courtesy|handout|epa|pa|stock|getty :: \s(?:photo|image|picture|images)s?\b.{0,80}$
        media|image|video|picture|photo :: \scaption\s?[:,]?\s\S.{0,200}$
        courtesy|credit :: \s?(?:of|:)\s?.{0,80}$""",
    "section-end": r"""
        more|latest|other|top|recent :: \s(?:from|in|on)? ?.{0,24}\b(?:stories|headlines|news|articles|posts)$
        our|the|most|today :: (?:'s)? ?(?:the )?(?:most )?(?:read|popular|viewed|shared|top stories|latest news
            |latest from)\b.{0,30}$
        more|latest :: \s(?:from|on|in)\b.{0,40}$
        you :: \s(?:may|might) (?:also )?(?:like|be interested|enjoy)\b.{0,20}$
        mehr|weitere|alle|aktuelle :: \s(?:aus|von|zum thema|zu|artikel|nachrichten|themen|meldungen)\b.{0,40}$""",
    "navigation-phrase": r"""
        home :: \s?[>»›/|·]
        skip|jump :: \s(?:to|past|over|navigation)\b.{0,40}$
        search :: \s.{0,24}$
        page :: \s\d+ (?:of|/) \d+$
        previous|next|vorheriger|nächster :: \s(?:post|article|story|page|artikel|beitrag)\s?[:>»-].{0,100}$
        toggle|expand|collapse|show|hide|open|close :: \s(?:the )?(?:\w+ )?(?:menu|navigation|submenu|search|sub-menu
            |section|subnav)\b.{0,40}$
        select|choose|change :: \s(?:your )?(?:language|region|edition|location|country|store|a section)\b.{0,30}$
        click|tap :: (?: here)? to (?:return|see|go|visit|read|learn|get|find|sign)\b.{0,60}$
        back|return|zurück|nach :: \s(?:to|zur?|zum|oben)\b.{0,30}$
        place|submit|send|buy :: \s(?:an?|us|your)\b ?(?:\w+ ){0,2}(?:ad|obituary|tip|tips|notice|letter|classified
            |photo|event|announcement)\b.{0,20}$
        visit|follow|explore|browse :: \s(?:our|the full|all)\b.{0,40}(?:website|site|page|store|shop|archive|topics
            |section)\b.{0,30}$""",
    "bio-phrase": r"""
        write :: \sto .{3,40} at \S+@
        follow|connect :: \s(?:with )?(?:him|her|them|the author|@?\w+(?: \w+)?) (?:on|at|via)\b.{0,120}$
        he|she|they :: \s(?:can|may) be (?:reached|followed|contacted|found on)\b
        contact|reach|email|e-mail :: \s(?:\w+ ){1,4}(?:at|via|on)\b.{0,80}$
        you :: \scan (?:email|reach|follow|contact|write to)\b.{0,140}$
        have|got|do :: (?: you)?(?: have| got)? (?:a|any) (?:tip|story|news tip|question|comment
            |confidential tip)\b.{0,160}$""",
    "correction-notice": r"""
        correction|corrections|clarification|berichtigung|korrektur|richtigstellung|rectificatif :: \s?[:,(]
        editor|editors|redaktioneller|anmerkung :: (?:'s|s')?(?:s'|')? ?(?:note\b|hinweis\b|der redaktion\b)
        this :: \s(?:article|story|piece|report|post|column|headline|page) (?:was|has been
            |had been)(?: \w+)? (?:amended|updated|corrected|modified|edited|revised|published|clarified|changed
            |translated)\b""",
    "reference-phrase": r"""
        story|journal|cite|original|citation|materials|doi|provided|source|sources|quelle|quellen|reference
            |references|fuente|fonte|bron|källa|zdroj :: (?: source| reference| this(?: page| article)?| provided by
            | by| study| paper| publication)?(?:\s?:\s?\S| provided by\b).{0,200}$
        more :: \sinformation\s?:""",
    "weather-phrase": r"""
        forecast|today|tonight|tomorrow|high|low|currently|feels|wind|humidity :: (?: like
            | forecast)?\s?[:|]?\s?.{0,20}\d{1,3}\s?(?:°|%|mph|km/h)""",
    "ticker-phrase": r"""
        quotes|market|stock|most :: \s(?:delayed|data|quote|stock quote|indices)\b.{0,60}(?:provided|minutes
            |delayed)\b""",
    "date-phrase": r"""
        this :: \s(?:article|story|post) is (?:more than |over )?\d{1,2} (?:months?|years?) old$
        updated|update|published|posted|modified|created|last|first|originally|aktualisiert|stand|veröffentlicht
            |publié|actualizado|erschienen|publiziert|uppdaterad|publicerad|aktualizováno|publicado|aggiornato
            |pubblicato|mis|gepubliceerd|bijgewerkt|opublikowano|date|datum|oppdatert|publisert
            |oluşturulma :: (?: updated?| published| posted| modified| à jour)?(?: at| on| am| le| el| il| op
            | den)?\s?:?\s?(?:DAY[,.]?\s)?(?:DATE|TIME|\d{1,2} (?:min|hour|day|week|month)|\d{1,2}\.\s?\d|an? (?:hour
            |day|week)|il y a \d|hace \d|vor \d).{0,80}$
        updated|published|posted :: \s(?:\d{4} gmt|\d{1,2}h at|in$|by )\b.{0,60}$
        updated|published|posted|aktualisiert|veröffentlicht :: \s?:\s?.{0,60}$
        yesterday|today|gestern|heute|hier|ayer :: (?:,? (?:at|um|à|a las|,) ?\d.{0,12}| \d{1,2}[:.]\d\d.{0,8})$
        vor|hace|il|منذ|för :: \s(?:y a )?(?:\d{1,2}|einer|einem|una?|une) ?(?:minuten?|stunden?|tag(?:en)?|horas?
            |días?|minutos?|heures?|jours?|min|std|timmar)\.?(?: sedan)?$""",
}
"""Rule id to its rows; earlier rows go first."""
