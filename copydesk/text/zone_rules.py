"""Every zoning rule, declared once: its id, the kind it decides, and why it may."""

from typing import NamedTuple

KINDS = (
    "title",
    "standfirst",
    "byline",
    "dateline",
    "section_label",
    "subheading",
    "paragraph",
    "list_item",
    "caption",
    "pull_quote",
    "pull_quote_source",
    "related_headline",
    "video_title",
    "video_duration",
    "ad_marker",
    "newsletter_widget",
    "share_widget",
    "reading_time",
    "trust_marker",
    "comment_count",
    "placeholder",
    "legal",
    "navigation",
    "bio",
    "other_residue",
)
"""The kinds of a segment. A ``dateline`` is a line that says where or when: "LONDON (Reuters) -", "Updated 3 May"."""


class Rule(NamedTuple):
    """A reason to give a line its kind."""

    id: str
    kind: str
    why: str


_TABLE = (
    # Lines that a person or the caller knows.
    Rule("hint-title", "title", "The caller knows the title (HTML metadata, a sidecar) and the line equals it."),
    Rule("hint-standfirst", "standfirst", "The caller knows the standfirst and the line equals it."),
    Rule("publisher-boilerplate", "other_residue", "The settings name the line as residue of this publisher."),
    Rule("publisher-prefix", "other_residue", "The settings name how the line opens as residue of this publisher."),
    # Lines that the publisher's other documents tell of.
    Rule("learned-line", "other_residue", "The same line stands in several documents of the publisher."),
    Rule("learned-prefix", "related_headline", "The line opens like the publisher's pointers to other articles."),
    Rule("learned-suffix", "related_headline", "The line closes like the publisher's titles, and is not this title."),
    Rule("learned-credit", "caption", "The line opens like the publisher's credits of pictures."),
    Rule("other-title", "related_headline", "The line is the title of another document."),
    Rule("no-zones", "paragraph", "The caller vouches that the text is body, one paragraph a line."),
    # What the markup of a page says of its lines (`copydesk.intake.page_body`).
    Rule("markup-body", "paragraph", "The page's markup says body, and no rule knows the line by its words."),
    Rule("markup-item", "list_item", "The page's markup says an item of a list or a row of a table in the body."),
    Rule("markup-heading", "subheading", "The page's markup says a heading in the body."),
    Rule("markup-caption", "caption", "The page's markup says the caption of a picture in the body."),
    Rule("markup-standfirst", "standfirst", "The page's markup says the lead above the body."),
    Rule("markup-aside", "other_residue", "The page's markup says not body, and no rule knows the line better."),
    # Phrases of page furniture: they decide by themselves, wherever they stand.
    Rule("ad-phrase", "ad_marker", "The line says no more than that an advertisement stands here."),
    Rule("shop-phrase", "ad_marker", "The line sells something: Buy now, a price at a shop."),
    Rule("share-phrase", "share_widget", "The line is the label of a button to share, save, print or listen."),
    Rule("share-word", "share_widget", "One word that names a network or a button; in an article it may be a heading."),
    Rule("newsletter-phrase", "newsletter_widget", "The line asks the reader to sign up or to subscribe."),
    Rule("account-phrase", "newsletter_widget", "The line is about the reader's account: log in, log out, password."),
    Rule("paywall-phrase", "newsletter_widget", "The line says that the article, or more of them, is for subscribers."),
    Rule("newsletter-neighbour", "newsletter_widget", "A short line beside a newsletter line belongs to the widget."),
    Rule("reading-time-phrase", "reading_time", "The line tells how many minutes the article takes."),
    Rule("trust-phrase", "trust_marker", "The line points to the publisher's standards."),
    Rule("comments-phrase", "comment_count", "The line counts comments or asks for one."),
    Rule("thread-head", "comment_count", "12 thoughts on, 3 responses to: the thread of comments begins."),
    Rule("thread-name", "other_residue", "Name says, Name wrote: who wrote the comment below."),
    Rule("comment-tool", "other_residue", "The label of a button beside a comment: Reply, Report, Like."),
    Rule(
        "comment-thread", "other_residue", "A line of a thread of comments, between its head and the foot of the page."
    ),
    Rule("comments-last-number", "comment_count", "A bare number after the body can only count something."),
    Rule("placeholder-phrase", "placeholder", "The line stands for something the page had yet to load."),
    Rule("player-phrase", "placeholder", "The line is the text of a video or audio player."),
    Rule("gallery-phrase", "placeholder", "The line is the text of a gallery: a button, Image 1 of 8."),
    Rule("legal-phrase", "legal", "Copyright, terms, privacy: law, not news."),
    Rule("cookie-phrase", "legal", "The line asks for consent to cookies, or explains one."),
    Rule("cookie-table", "legal", "The line stands among lines that explain cookies: a consent dialog lists them."),
    Rule(
        "affiliate-phrase",
        "legal",
        "The line discloses that the publisher earns by links, or whose opinions these are.",
    ),
    Rule("navigation-phrase", "navigation", "The line is the label of a link or a menu."),
    Rule(
        "section-phrase", "navigation", "The line is the name of a section; above a title it may be the article's own."
    ),
    Rule("page-word", "navigation", "One word of a menu or a button; in an article it may be a heading."),
    Rule("tags-phrase", "navigation", "The line opens the list of the article's topics, or is that list."),
    Rule("breadcrumb", "navigation", "Sections parted by arrows are the way to the page."),
    Rule("link-list", "navigation", "The line is nothing but links, as Markdown writes them."),
    Rule("url-line", "navigation", "The line is an address and nothing else."),
    Rule("related-phrase", "related_headline", "The line says that it points to another article."),
    Rule("credit-phrase", "caption", "The line ends in, or is, the credit of a picture."),
    Rule("credit-slash", "caption", "A name, a slash, an agency: a credit that no other sign confirms."),
    Rule("byline-phrase", "byline", "The line names who wrote it: By, Written by, a name and an agency."),
    Rule("agency-line", "byline", "The line is the name of a news agency and nothing else."),
    Rule("date-label", "dateline", "Updated, Published: a label whose date stands on the next line."),
    Rule("date-phrase", "dateline", "The line is a date or a time with no sentence around it."),
    Rule("live-time", "dateline", "14:32 GMT, 2h ago: the time of an entry of a live blog."),
    Rule("bio-author", "bio", "A sentence near the body's end that begins with the author's name says who that is."),
    Rule("author-head", "bio", "About the author: what follows tells who wrote it."),
    Rule("contact-line", "bio", "The line is an address of mail or a handle and nothing else."),
    Rule("bio-phrase", "bio", "The line tells who the author is and how to reach them."),
    Rule("post-credit", "paragraph", "— Name (@handle) date: who wrote the post that the article quotes above."),
    Rule("post-link", "other_residue", "The address of a picture that a post of a network ends in."),
    Rule("correction-notice", "other_residue", "The publisher tells what was changed in the article."),
    Rule("reference-phrase", "other_residue", "Source, DOI, how to cite: where the article's matter comes from."),
    Rule("weather-phrase", "other_residue", "A temperature or a forecast with no sentence around it."),
    Rule("ticker-phrase", "other_residue", "The name of a market or a notice of a stock ticker."),
    Rule("ticker-line", "other_residue", "Names, prices and changes: a stock ticker."),
    Rule("section-end", "navigation", "A label that opens a block of links or comments after the article."),
    Rule("duration-clock", "video_duration", "mm:ss alone on a line is how long a video runs."),
    Rule("duration-title", "video_title", "The line after a duration, or the same line again, names the video."),
    # Structure: what the line looks like and what stands around it.
    Rule("agency-dateline", "dateline", "PLACE (Agency) – opens the first paragraph and is not a sentence of it."),
    Rule("line-standfirst", "standfirst", "The line classifier takes the line for the article in a nutshell."),
    Rule("line-byline", "byline", "The line classifier takes the line for the name of who wrote it."),
    Rule("line-caption", "caption", "The line classifier takes the line for the description of a picture."),
    Rule("line-subheading", "subheading", "The line classifier takes the line for the heading of a part."),
    Rule("head-title", "title", "Of all lines the one that looks most like the headline to the line classifier."),
    Rule("title-again", "other_residue", "The title once more: tab titles, breadcrumbs and widgets repeat it."),
    Rule("head-standfirst", "standfirst", "A sentence between the title and the furniture that precedes the body."),
    Rule("head-bullets", "standfirst", "Bullets right under the title sum the article up."),
    Rule("head-label", "section_label", "A short line above the title with no end to it names the section."),
    Rule("head-byline", "byline", "A line of two or three capitalised words between title and body is a name."),
    Rule("head-caption", "caption", "A sentence above the title, or one next to a credit, describes the lead picture."),
    Rule("quote-echo", "pull_quote", "A line without quotation marks whose words stand again inside a quotation."),
    Rule("quote-echo-source", "pull_quote_source", "The line after a pull quote that names its speaker."),
    Rule("body-prose", "paragraph", "The line classifier takes the line for text of the article."),
    Rule(
        "body-fragment",
        "paragraph",
        "The line classifier takes the line for the rest of a paragraph that was cut.",
    ),
    Rule("body-list", "list_item", "Text of the article that begins with a bullet or a number."),
    Rule("body-heading", "subheading", "A short line without an end between paragraphs opens a part."),
    Rule("body-related", "related_headline", "A headline-long line without an end between paragraphs is a link."),
    Rule("body-credit", "caption", "A short line next to the credit of a picture, inside the body."),
    Rule("repeated-line", "other_residue", "The same line several times over in one document is furniture."),
    Rule("outside-link", "navigation", "A short line without an end outside the body is a link."),
    Rule("outside-headline", "related_headline", "A headline-long line after the body leads to another article."),
    Rule("outside-prose", "other_residue", "Running text apart from the body: a teaser, a comment, a blurb."),
    Rule("marks-only", "other_residue", "The line has no letter and no digit."),
    Rule("residue", "other_residue", "Not body by its looks, and no rule knows better."),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _TABLE}
"""All rules by id."""
