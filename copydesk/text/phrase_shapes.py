"""Patterns of page furniture that is known by how a line ends, by a mark in it, by its digits or its script.

One block a rule, as in `copydesk.text.phrase_widgets`: a row is a pattern, with the words before `` :: `` where a word
decides whether to try it.
"""

NUMBERS: dict[str, str] = {
    "duration-clock": r"""
        (?:\d{1,2}:)?\d{1,2}:[0-5]\d$""",
    "comments-phrase": r"""
        \d[\d,.]{0,7}\)?\s(?:comments?|replies|kommentare?|commentaires?|comentarios?|commenti|reacties
            |件のコメント)\b.{0,20}$""",
    "thread-head": r"""
        \d{1,5} (?:responses|thoughts|replies|comments|reactions) (?:on|to)\b""",
    "reading-time-phrase": r"""
        \d{1,3}(?:\s?[-–]\s?\d{1,2})?[\s-]?(?:minutes?|mins?\.?|m|minuten)[\s-](?:read|listen|lesezeit|de lecture
            |de lectura|lesedauer)\b.{0,20}$
        \d{1,2}\s?min(?:s|uten|utes)?\.?$""",
    "live-time": r"""
        \d{1,2}[:.]\d\d\s?(?:gmt|bst|utc|et|est|edt|pt|cet|cest|ist|aest|uhr|[ap]\.?m\.?)(?:\s(?:gmt|bst|et|est
            |edt|pt|ist))?$
        \d{1,2}\s?(?:s|m|h|d|min|mins|hr|hrs|sec|std)\.? ago\b.{0,16}$
        \d{1,2}:\d\d ?key event\b.{0,20}$
        \d{1,2}:\d\d(?![ap]\.?m)[^\W\d_][^.:]{3,40}$""",
    "date-phrase": r"""
        \d{1,2}\s?(?:second|minute|min|hour|hr|day|week|month|year)s?\.? ago\b.{0,40}$
        \d{1,2}\s?(?:分|時間|日|小时|分钟|天|시간|분|일|घंटे|मिनट|दिन)\s?(?:前|전|पहले)
        DATES""",
    "gallery-phrase": r"""
        \d{1,3}\s?(?:of|/|von|out of)\s?/?\s?\d{1,3}$
        \d{1,3} (?:images|photos|bilder|pictures|slides|fotos)$""",
    "share-phrase": r"""
        \d[\d.,]{0,6}[km]? (?:shares?|likes|views|reads|followers|retweets)\b.{0,30}$""",
    "player-phrase": r"""
        \d(?:\.\d{1,2})?x$""",
    "shop-phrase": r"""
        [$£€]\s?\d[\d.,]*(?: (?:at|on|from|save|was|now|off)\b.{0,40})?$
        \d{1,3}% off\b.{0,40}$""",
    "weather-phrase": r"""
        \d{1,3}\s?°\s?[cf]?.{0,24}$""",
}
"""Tried on lines that begin with a digit, from the start."""

ENDERS: dict[str, str] = {
    "thread-name": r"""
        says|wrote|schreibt|disait|dice :: (?:[^\s]+ ){1,4}$
        am|pm :: (?:[^\s]+ ){1,4}(?:says|wrote|said)\b:? .{6,40}$""",
    "live-time": r"""
        ago :: (?:\w+ )?(?:an? |\d{1,2}\s?)(?:s|m|h|d|min|mins|hrs?|sec|secs) $""",
    "date-phrase": r"""
        ago :: (?:.{2,30} )?(?:an? |\d{1,2}\s?|null )(?:sec|min|minute|hour|hr|day|week|month|year)s?\.? $""",
    "newsletter-phrase": r"""
        inbox :: .{0,90}\b(?:in|into|to) your $""",
    "credit-phrase": r"""
        images|shutterstock|unsplash|istock|istockphoto|alamy|pixabay|pexels|zuma|imago :: .{0,120}$""",
    "byline-phrase": r"""
        reporter|correspondent|writer|columnist|staff|contributor|korrespondent :: (?:[^\s,|/]+ ){1,3}(?:[,|•/–-]
            |in [a-z]+,) ?.{0,50}$
        press|ap|afp|reuters|bloomberg|dpa|cnn|upi
            |xinhua :: (?:[^\s,|/.]+ ){1,6}[^\s,|/.]+[,|] ?(?:the )?(?:associated )?(?:for )?$
        reporter|correspondent|writer|columnist|editor :: (?:[^\s,|/.]+ ){1,3}[^\s,|/.]+[,|] ?.{0,40}$""",
    "cookie-phrase": r"""
        aktivieren/deaktivieren :: """,
    "share-phrase": r"""
        teilen|merken :: .{2,30} $""",
    "player-phrase": r"""
        minutes|seconds :: (?:video|duration|audio|listen)\b.{0,20}\d $""",
    "comments-phrase": r"""
        comment|comments :: (?:.{0,20} )?(?:log in|sign in|login|first|register|0
            |\d{1,5}) (?:to (?:post |leave |add )?(?:a |your )?|to )?$""",
}
"""Tried on what stands before the last word of lines of up to sixteen words that end with one of the words."""

MARKED: dict[str, str] = {
    "post-credit": r"""
        [—–―-]*\s?[^@]{2,60}\(@\w{2,30}\)?\W*(?:.{0,28}\d{4})?$""",
    "legal-phrase": r"""
        ©(?:.{0,90}\b(?:all rights|ltd|limited|gmbh|inc|llc|media|group|verlag|press|agency)\b|$)
        (?:.{0,60}\s|\(c\)\s?|)©\s?(?:copyright )?(?:\d{4}|[\w &.]{2,40} \d{4})\b""",
    "affiliate-phrase": r"""
        .{1,60} (?:may|will|might) (?:earn|receive|get) .{0,24}(?:commission|compensation)\b""",
    "post-link": r"""
        pic\.(?:twitter|x)\.com/""",
    "url-line": r"""
        (?:https?://|www\.)\S+$""",
    "contact-line": r"""
        (?:(?:e-?mail|twitter|x|contact|kontakt|mail|follow)\s?:?\s)?(?:[\w.+-]+@[\w-]+\.[\w.]+
            |@\w{2,30})(?:[\s,|/·]+(?:[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30}))*$
        (?:twitter|x|facebook|instagram|linkedin|mastodon|bsky)\.(?:com|social|app)/\S+$""",
    "breadcrumb": r"""
        [^«›»>]{1,30}(?:\s?[›»>]\s?[^«›»>]{1,40}){1,6}$""",
    "credit-phrase": r"""
        .{0,150}©\s?[^\d].{0,70}$
        .{0,170}\((?:image|photo|foto|bild|picture|pic|credit|source|file|grafik)s?\s?(?:by|credit
            |courtesy)?\s?[:/]\s?.{1,70}$
        .{0,150}(?:撮影|写真|提供)\s?[:=].{1,40}$|[^=]*[\u3040-\u9fff][^=]{0,3}=[^=]{1,14}$
        .{2,120}(?:/|\bvia |\| ?|\()(?:ap|afp|reuters|dpa|epa|epa-efe|efe|tns|xinhua|pa wire|pa|bloomberg|getty
            |keystone|ansa|ritzau|tt|cna|yonhap|ap photo|associated press)\b.{0,30}$""",
    "credit-slash": r"""
        [^\W\d]+(?:[ -][^\W\d]+){1,3}\s?/\s?[^\W\d][^\d/]{1,28}$""",
    "navigation-phrase": r"""
        .{0,40}\bexpand/collapse\b.{0,60}$""",
    "ad-phrase": r"""
        \[?(?:pr|ad)\]$""",
}
"""Tried on lines that hold one of the marks ``› » > / | © @ =``, an address or a bracket."""

CASED: dict[str, str] = {
    "byline-phrase": r"""
        by|von|par|por|af|av|di|door|od|texte|text|words|story|report|written|reported|analysis|opinion|interview
            |compiled|published|posted|oleh|escrito|redaction :: (?i:(?:(?:words|text|story|report|written
            |reported|analysis|opinion|interview|compiled|published|posted|escrito)\s)?(?:by|von|par|por|af|av|di
            |door|od|oleh)):?\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May\b
            |June|July|August|September|October|November|December|The\b|This\b|That\b)NAME(?:(?:\s?[,/&|•·–-]
            |\s(?:and|und|et|y|e|og|och|en|with|in|for|at|on|mit)\b|\s\(|\s{2,}|\s\d).{0,90})?$
        by|von :: (?i:by|von):?\s+(?:Reuters|AFP|AP|dpa|Bloomberg|Staff|Associated Press|Agencies|PTI|ANI)\b.{0,40}$
        reporting|editing|additional|writing|compiled|edited|contributing|contributed|produced|translated
            |researched :: (?i:(?:additional )?(?:reporting|editing|writing|research|contributions|compiled|edited
            |contributing|contributed|produced|translated|researched))(?i:\s(?:and \w+\s)?(?:by|from)
            |(?: to this (?:report|story))?:)\s.{2,200}$""",
}
"""Tried on the text of lines that begin with one of the words: a name is known by its capitals, which keys lack."""

FOREIGN: dict[str, str] = {
    "related-phrase": r"""
        (?:関連記事|関連|あわせて読みたい|参考記事|こちらも|【関連】|延伸阅读|相关阅读|관련기사|اقرأ أيضا
            |اقرأ أيضاً|إقرأ أيضا|شاهد أيضا|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|читайте также
            |по теме)\s?[:|>»-]?\s?\S""",
    "credit-phrase": r"""
        (?:写真|画像|撮影|図版|提供|图|图片|图源|사진|صورة|الصورة|المصدر|तस्वीर|फोटो|चित्र|फ़ोटो
            |фото)\s?(?:क्रेडिट|स्रोत)?\s?(?:[:=/]|は)\s?\S""",
    "date-phrase": r"""
        (?:更新|公開|配信|投稿|发布时间|发布于|来源|입력|수정|نشر|آخر تحديث|تاريخ النشر|نُشر|प्रकाशित|अपडेटेड
            |अंतिम अपडेट|पब्लिश्ड|обновлено|опубликовано)[^\d०-९٠-٩]{0,20}[\d०-९٠-٩]""",
    "byline-phrase": r"""
        (?:文|取材|執筆|記者|文・写真|聞き手|记者|责任编辑|编辑|기자|كتب|كتبت|بقلم|تحرير|लेखक|रिपोर्ट|द्वारा
            |संवाददाता|автор|текст)\s?[:=/|]\s?\S.{0,40}$""",
    "legal-phrase": r"""
        (?:禁無断|無断転載|無断複製|版权所有|未经授权|著作権|무단|جميع الحقوق|حقوق النشر|सर्वाधिकार|© |все права)""",
    "paywall-phrase": r"""
        (?:この記事は有料|有料会員|会員限定|残り\d|残り:|ここから先は|続きを読むには)""",
    "share-phrase": r"""
        (?:शेयर करें|फेसबुक|شارك (?:عبر|على|هذا)|поделиться в)""",
    "newsletter-phrase": r"""
        (?:اشترك في|न्यूज़लेटर|हमारा ऐप|हमें फॉलो|подпишитесь|подписывайтесь|メールマガジン|ニュースレター)""",
}
"""Tried on lines that begin with a letter outside the Latin script."""
