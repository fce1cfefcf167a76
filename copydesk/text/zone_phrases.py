"""Lines that a news page always says in the same words: buttons, widgets, credits, notices."""

import re

from copydesk.text.lines import Line

_EXACT_SOURCE = {
    "ad-phrase": """
        ad|ads|advert|adverts|advertisement|advertisements|advertising|advertorial|sponsored|sponsored content
        sponsored post|sponsor content|sponsored by|paid content|paid post|promoted|promoted content|promotion
        partner content|continue reading below|story continues below|story continues below advertisement
        article continues below|article continues below advertisement|article continues below this ad
        advertisement - continue reading below|advertisement - story continues below|skip advertisement|skip ad
        scroll to continue|scroll to continue with content|article continues after ad|remove ads
        this advertisement has not loaded yet, but your article continues below
        this advertisement has not loaded yet|report ad|report this ad|why this ad|article content
        story continues after advertisement|article continues after advertisement|continues below
        anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annonce|annons|reklama|reklame|reklam|iklan
        реклама|広告|廣告|广告|광고|إعلان|विज्ञापन|publicidade|스폰서|mainos|inzerce|hirdetés""",
    "share-phrase": """
        share|share this|share this article|share this story|share this page|share this post|share this video
        share on facebook|share on twitter|share on x|share on linkedin|share on whatsapp|share via email|share with
        share article|share story|share options|share link|shares|tweet|tweet this|retweet|pin it|pin|post|facebook
        twitter|whatsapp|linkedin|linked in|pinterest|reddit|flipboard|telegram|messenger|instagram|youtube|tiktok
        email|e-mail|mail|email this article|copy link|copy link to clipboard|link copied|copy|print|print this page
        print article|save|save article|save this story|save for later|bookmark|saved|save story|gift article
        gift this article|gift|listen|listen to this article|listen to article|listen now|text size|font size|copied
        follow|follow us|follow us on|follow us on twitter|like us on facebook|rss|threads|bluesky|mastodon|snapchat
        add us on google|republish|republish this article|reprint|reprints|facebook twitter|facebook messenger
        facebook twitter email|click to share|comment & share|share this with|share this with facebook|share to
        opens in a new window|opens in new window|opens in new tab|google news|add to google|follow on google news
        teilen|drucken|merken|partager|compartir|condividi|compartilhar|分享|シェア|ツイート|поделиться|paylaş|delen
        dela|del|artikel teilen|artikel anhören|vorlesen|kopieren|facebook twitter pinterest email|x|a a|aa""",
    "newsletter-phrase": """
        subscribe|subscribe now|subscribe today|subscribe for free|sign up|sign up now|sign up today|sign up here
        sign up for free|register|register now|register for free|log in|login|log in or register|sign in|sign in now
        newsletter|newsletters|our newsletter|free newsletter|get the newsletter|daily newsletter|email address
        your email|your email address|enter your email|enter your email address|enter email|submit|join now
        already a subscriber|already a member|already a subscriber? log in|already a subscriber? sign in
        already have an account|already have an account? sign in|create account|create an account|create free account
        become a member|become a subscriber|start your free trial|start free trial|subscribe for more articles
        subscribe to unlock more articles|subscribe to continue reading|subscribe to read|to continue reading
        this content is reserved for subscribers|register to unlock more articles|donate|donate now|make a donation
        support us|support local journalism|support our journalism|get notifications|thanks for signing up
        thanks for signing up!|thank you for subscribing|subscription|subscriptions|subscriber only|exclusive
        newsletter abonnieren|abonnieren|jetzt abonnieren|anmelden|registrieren|s'abonner|se connecter|suscríbete
        iniciar sesión|abbonati|abonneren|prenumerera|logga in|log ind|logg inn|abonelik""",
    "reading-time-phrase": "reading time|read time|time to read|minute read|min read",
    "trust-phrase": """
        fact checked|fact-checked|fact check|the trust project|our standards|how we work|editorial standards
        why trust us|why you can trust us|how we test|our commitments|ethics policy|editorial guidelines""",
    "comments-phrase": """
        comment|comments|leave a comment|post a comment|add a comment|view comments|show comments|hide comments
        read comments|view all comments|see all comments|join the conversation|join the discussion|leave a reply
        comments are closed|comments closed|comment on this story|write a comment|load more comments|cancel reply
        no comments|no comments yet|be the first to comment|what do you think|have your say|start the conversation
        your email address will not be published|required fields are marked|report comment|reply|comment now
        kommentare|kommentieren|kommentar|kommentarer|commentaires|comentarios|commenti|reacties|コメント|评论|댓글
        yorumlar|комментарии""",
    "placeholder-phrase": """
        loading|loading ...|now loading|loading comments|please wait|null|undefined|nan|n/a|video player|audio player
        playing|now playing|play|play video|pause|mute|unmute|current time|duration|0:00|00:00|play again
        to view this video please enable javascript|javascript is disabled|please enable javascript
        enable javascript|your browser does not support the video tag|this video can not be played
        your browser does not support the audio element|image|gallery|slideshow|view gallery|photos|video
        expand|collapse|close|open|caption|toggle caption|hide caption|show caption|enlarge this image|enlarge image
        image source|media caption|image caption|enlarge|view image|view fullscreen|open image in gallery|close modal
        load more|show more|see more|view more|more|less|show less|read full article|read full story|continue reading
        embed|item 1 of|something went wrong|please try again|error|thumbnail|unavailable|no results found
        wird geladen|laden|chargement|cargando|読み込み中|加载中|загрузка|caricamento
        twitter embed|advertisement feature
        powered by|buy now|see it|see at amazon|shop now|check price|preview""",
    "legal-phrase": """
        all rights reserved|privacy|privacy policy|privacy notice|privacy settings|privacy center|terms|terms of use
        terms of service|terms & conditions|terms and conditions|cookie policy|cookies|cookie settings
        cookie preferences|manage cookies|cookie notice|accept|accept all|accept cookies|accept all cookies|reject all
        do not sell my personal information|do not sell or share my personal information|your privacy choices
        california privacy rights|adchoices|ad choices|accessibility|accessibility statement|legal|legal notice
        disclaimer|copyright|licensing|rights & permissions|reprints & permissions|permissions|corrections
        impressum|datenschutz|agb|nutzungsbedingungen|mentions légales|aviso legal|integritetspolicy""",
    "navigation-phrase": """
        home|home page|homepage|menu|main menu|search|search for|search this site|skip to content|toggle navigation
        skip to main content|skip to navigation|skip to article|skip to main|skip navigation|back|back to top|top
        back to home|next|previous|prev|next article|previous article|next story|previous story|next post|older
        previous post|newer|news|latest|latest news|top news|world|world news|uk news|us news|politics|business|sport
        sports|opinion|culture|lifestyle|life|entertainment|tech|technology|science|health|travel|money|markets
        economy|climate|environment|education|weather|podcasts|podcast|videos|games|puzzles|crossword|obituaries
        archive|archives|about|about us|contact|contact us|help|faq|faqs|advertise|advertise with us|careers|jobs
        site map|sitemap|sections|topics|tags|tag|filed under|filed under:|categories|category|all|my account|account
        profile|settings|sign out|log out|logout|edition|apps|shop|store|events|e-paper|epaper|magazine|local
        learn more|find out more|click here|read more|read full|more details|details|view all|see all|view article
        more info|explore more|explore|discover more|see full gallery|view profile|visit website|website|english
        more from author|in this article|in this story|on this page|table of contents|contents|jump to|key points
        startseite|suche|menü|mehr|weiterlesen|zum inhalt springen|accueil|inicio|themen|schlagworte|etiquetas
        last updated|updated|published|posted|article|live|live updates|breaking|breaking news|watch|watch live""",
    "section-end": """
        related|related articles|related stories|related news|related content|related topics|related posts
        related coverage|related links|related story|related article|related tags|related video|related videos
        more stories|more news|more articles|more headlines|more like this|more on this|more on this story|more to read
        more on this topic|more in this section|most read|most popular|most viewed|most shared|most commented
        popular|popular stories|popular now|popular posts|trending|trending now|trending stories|trending topics
        trending articles|what's trending|recommended|recommended for you|recommended stories|recommended articles
        recommended reading|recommended from editorial|editors' picks|editor's picks|editors' pick|editor's pick
        editors picks|top stories|today's top stories|other stories|latest stories|latest headlines|latest articles
        read next|up next|next up|you may also like|you might also like|you may like|you might like|around the web
        from around the web|from the web|promoted stories|sponsored stories|don't miss|also on|also read|read also
        see also|what to read next|what to watch next|about the author|about the authors|author|recent posts
        recent articles|recent comments|sponsored links|featured|featured stories|featured articles|elsewhere
        keep reading|explore more on these topics|explore topics|we recommend|more from|in other news|more news from
        stay connected|popular in the community|conversation|discussion|comments section|footer|read this next
        mehr zum thema|das könnte sie auch interessieren|meistgelesen|auch interessant|ähnliche artikel|lesen sie auch
        meistgelesene artikel|à lire aussi|sur le même sujet|les plus lus|lo más leído|más noticias|te puede interesar
        leggi anche|più letti|lees ook|meest gelezen|läs också|läs mer|mest läst|les også|les mer|mest lest|læs også
        mest læste
        関連記事|おすすめ記事|ランキング|相关阅读|相关新闻|延伸閱讀|推薦閱讀|관련기사|читайте также|ilgili haberler
        baca juga|terkait|terpopuler|čtěte také|související""",
}
EXACT: dict[str, str] = {
    phrase.strip(): rule
    for rule, block in _EXACT_SOURCE.items()
    for line in block.splitlines()
    for phrase in line.split("|")
}
EXACT.pop("", None)

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s{_MONTH}\b|{_MONTH}\.?\s\d{{1,4}}\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{4}}年)"
)
_AGENCY = (
    r"(?:getty images|shutterstock|reuters|afp|ap photo|associated press|bloomberg"
    r"|alamy|epa|unsplash|istock|xinhua|pa wire|zuma)"
)
_PHOTO = (
    r"(?:photos?|photographs?|pictures?|images?|illustrations?|graphics?|credits?"
    r"|foto|fotos|bild|grafik|fotografía|crédit)"
)

# One alternative a rule, tried in order on the line's key with ``match``; `$` closes what must be the whole line.
_PATTERNS = (
    ("duration-clock", r"(?:watch\s?[·|-]\s?)?\d{1,2}:[0-5]\d(?::[0-5]\d)?$"),
    (
        "reading-time-phrase",
        r"(?:(?:reading|read|listening) time\s?:?\s?\d{1,3}|(?:estimated )?(?:lesezeit|temps de lecture)|"
        r"\d{1,3}[\s-]?(?:minutes?|mins?\.?|m)[\s-](?:read|listen|lesezeit|de lecture)\b)",
    ),
    ("trust-phrase", r"(?:why (?:you can )?trust\b|our standards\b|the .{1,40}trust principles$)"),
    (
        "comments-phrase",
        r"(?:\(?\d[\d,.]{0,7}\)?\s(?:comments?|replies|kommentare|commentaires)$"
        r"|comments?\s?[:(]?\s?\d[\d,.]{0,7}\)?$"
        r"|(?:view|show|read|see|be the first to|sign in to|log in to) (?:all )?(?:\d+ )?comment"
        r"|your email address will not be published|notify me of (?:new|follow)|this site uses akismet"
        r"|.{1,40}\b(?:says|wrote)$|.{1,30}\bon .{6,30} at \d{1,2}:\d\d\s?[ap]m\b.{0,20}$)",
    ),
    (
        "ad-phrase",
        r"(?:advertisement\b.{0,40}$|(?:story|article) continues (?:below|after)\b.{0,40}$"
        r"|sponsored(?: content)? (?:by|from)\b.{0,60}$)",
    ),
    (
        "share-phrase",
        r"(?:(?:share|tweet|pin|post|save|email|print|copy)(?: this)?(?: (?:on|to|via|with|article|story|link"
        r"|facebook|twitter|x|whatsapp|email))+$"
        r"|follow (?:us|me|@\w+)?\s?(?:on )?(?:twitter|facebook|instagram|linkedin|x"
        r"|google news)\b.{0,40}$"
        r"|share this (?:story|article|post)\s?:|click to (?:share|email|print)\b|\d[\d.,k]{0,6} shares?$)",
    ),
    (
        "newsletter-phrase",
        r"(?:sign up (?:for|to|now)\b|subscribe (?:to|for|now|with)\b|get (?:more with|our|the (?:latest|best"
        r"|day'?s))\b.{0,80}(?:newsletter|inbox|alerts?|my\w+)"
        r"|get more with \w+(?: \w+){0,3}$|register (?:for|to|now)\b.{0,60}$"
        r"|by (?:signing up|subscribing|submitting|clicking"
        r"|providing|entering|checking)\b"
        r"|already (?:a|have an?) (?:subscriber|member|account)|(?:log|sign) in (?:to|or)\b.{0,60}$"
        r"|enter your e-?mail|.{0,80}\b(?:in|into|to) your inbox\b"
        r"|this site is protected by recaptcha|create (?:a|an|your) (?:free )?account|start your (?:free )?\w+ ?trial"
        r"|you(?:'ve| have) (?:successfully|been) (?:subscribed|added|signed)|thanks? (?:you )?for (?:signing"
        r"|subscribing)"
        r"|(?:download|get) (?:the|our) (?:free )?.{0,20}app\b|you can save this article by)",
    ),
    (
        "legal-phrase",
        r"(?:©|\(c\)\s?\d{4}|copyright\b|all rights reserved|(?:this )?material may not be (?:published|reproduced)"
        r"|we (?:and our partners )?use cookies|(?:this|our) (?:web)?site uses cookies|(?:privacy"
        r"|cookie) (?:policy|notice)\b.{0,40}$"
        r"|(?:we may|.{1,40} may) (?:earn|receive) (?:a |an )?(?:small )?(?:affiliate )?(?:commission|compensation)"
        r"|registered in england|do not sell\b|reproduction without permission)",
    ),
    (
        "related-phrase",
        r"(?:(?:also read|read also|read more|read next|see also|related|also|more|recommended|must read"
        r"|don't miss|watch|listen|read the full story"
        r"|continue reading|mehr dazu|lesen sie auch|auch interessant|à lire aussi|lire aussi|lee también"
        r"|leggi anche|lees ook|läs också|les også|baca juga)\s?[:|»>→]\s?\S"
        r"|(?:read|see) (?:more|also)\b.{0,80}$|more (?:from|about|on|stories|articles|news|coverage)\b.{0,60}$"
        r"|click here (?:to|for)\b.{0,100}$)",
    ),
    (
        "credit-phrase",
        rf"(?:\(?{_PHOTO}\s?(?:credits?|source|by|via|courtesy|illustration)?\s?[:/©|]|\(?(?:ap|file|afp|reuters"
        rf"|courtesy|handout) (?:photo|image|picture)s?\b.{{0,80}}$"
        rf"|{_PHOTO} (?:by|via|courtesy|credit|provided|from)\b.{{0,120}}$|(?:courtesy|credit)\s?(?:of"
        rf"|:)\s.{{0,80}}$|.{{0,60}}\b(?:{_AGENCY})$"
        rf"|.{{2,40}}(?:/|\bvia )(?:ap|afp|{_AGENCY}|tns|getty|epa-efe|the .{{2,24}})$"
        rf"|[\w.'’\-]+ [\w.'’\-]+(?: [\w.'’\-]+)?/[\w ]{{2,30}}$)",
    ),
    (
        "byline-phrase",
        r"(?:(?:written |posted |published |reported |story |words |text |reporting |edited |report |analysis "
        r"|opinion )?by:?(?:\s[\w.'’\-]+){0,8}(?:,.{0,60}|\s?\|.{0,60}| \(.{0,30})?$|by$|(?:reporting|editing"
        r"|additional reporting|writing) by\b"
        r"|(?:von|por|par|af|av|di|door|od)\s[\w.'’\-]+(?:\s[\w.'’\-]+){1,3}$|contributing\b.{0,40}$|(?:staff"
        r"|senior) (?:writer|reporter)\b.{0,40}$"
        r"|[\w.'’\-]+(?:\s[\w.'’\-]+){1,3}\s?[,|•/-]\s?(?:staff (?:writer|reporter)|associated press|reuters|afp"
        r"|ap|bloomberg|cnn|bbc news|.{0,20}correspondent|.{0,20}reporter|.{0,20}editor)$)",
    ),
    (
        "date-phrase",
        rf"(?:(?:(?:last |first )?(?:updated?|published|posted|modified|created|aktualisiert|stand|veröffentlicht"
        rf"|publié|actualizado)(?: at| on| am| le)?\s?:?\s)?(?:{_DAY}[,.]?\s)?(?:{_DATE}"
        rf"|\d{{1,2}}:\d\d\s?(?:[ap]\.?m|uhr|gmt|[ce]s?t|p[sd]t))(?:(?! -- ).){{0,60}}$"
        r"|(?:last |first )?(?:updated|published|posted)\b.{0,60}$|(?:\w+ )?(?:an? |\d{1,2}\s?)(?:sec|min|minute"
        r"|hour|hr|day|week|month|year|h|d|m)s?\.? ago$|(?:\d{1,2}|null) mins? ago$|(?:yesterday"
        r"|today)(?: at \d.{0,12})?$)",
    ),
    (
        "bio-phrase",
        r"(?:follow (?:him|her|them|the author|@?\w+(?: \w+)?) (?:on|at)\b|(?:he|she|they) can be (?:reached"
        r"|followed|contacted)|(?:contact|reach|email) (?:\w+ ){1,4}at\b.{0,80}$|about the authors?\b.{0,20}$)",
    ),
    (
        "section-end",
        r"(?:more from\b.{0,40}$|(?:our|the)? ?(?:most (?:read|popular|viewed)|top stories|latest news"
        r"|latest from)\b.{0,30}$|(?:\d+ )?(?:comments|responses|thoughts) (?:on|to)\b|filed under:?\s|tags?\s?:"
        r"|topics?\s?:|related (?:topics?|tags?)\s?:)",
    ),
    (
        "navigation-phrase",
        r"(?:home\s?[>»›/|]|[^›»>]{1,30}(?:\s[›»>]\s[^›»>]{1,30}){1,6}$"
        r"|skip to\b.{0,30}$|search\s.{0,20}$|(?:click|tap) (?:here|to)\b.{0,40}$|page \d+ of \d+$"
        r"|\d+ of \d+$|\d+/\d+$|https?://\S+$|www\.\S+$)",
    ),
    (
        "placeholder-phrase",
        r"(?:loading\b.{0,20}$|(?:please )?enable javascript\b|(?:your|this) browser (?:does not|doesn't|is not)"
        r"|javascript (?:is|must)|error loading|failed to load"
        r"|(?:view|see) (?:this )?(?:post|photo|image|gallery|tweet)\b.{0,40}$|a post shared by\b|pic\.twitter\.com)",
    ),
)
_PHRASE = re.compile("|".join(f"(?P<_{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS)))
_CREDIT_LABELS = frozenset({"image", "images", "photo", "photos", "picture", "pictures", "credit", "foto", "bild"})
"""With a colon they open a credit; without one they are labels of a gallery."""
_LONGEST = 220
"""Characters. Furniture is short; a longer line that begins like it is judged by its looks instead."""


def phrase_rule(line: Line) -> str | None:
    """Return the id of the rule that knows the line's words, None when none does."""
    key = line.key
    if line.text[-1] == ":" and key in _CREDIT_LABELS:
        return "credit-phrase"
    known = EXACT.get(key)
    if known is not None or len(key) > _LONGEST:
        return known
    found = _PHRASE.match(key)
    if found is None:
        return None
    return _PATTERNS[int((found.lastgroup or "_0")[1:])][0]
