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
    Rule("no-zones", "paragraph", "The caller vouches that the text is body, one paragraph a line."),
    # Phrases of page furniture: they decide by themselves, wherever they stand.
    Rule("ad-phrase", "ad_marker", "The line says no more than that an advertisement stands here."),
    Rule("share-phrase", "share_widget", "The line is the label of a button to share, save, print or listen."),
    Rule("newsletter-phrase", "newsletter_widget", "The line asks the reader to sign up, subscribe or log in."),
    Rule("newsletter-neighbour", "newsletter_widget", "A short line beside a newsletter line belongs to the widget."),
    Rule("reading-time-phrase", "reading_time", "The line tells how many minutes the article takes."),
    Rule("trust-phrase", "trust_marker", "The line points to the publisher's standards."),
    Rule("comments-phrase", "comment_count", "The line counts comments or asks for one."),
    Rule("comments-last-number", "comment_count", "A bare number after the body can only count something."),
    Rule("placeholder-phrase", "placeholder", "The line stands for something the page had yet to load."),
    Rule("legal-phrase", "legal", "Copyright, terms, privacy: law, not news."),
    Rule("navigation-phrase", "navigation", "The line is the label of a link or a menu."),
    Rule("related-phrase", "related_headline", "The line says that it points to another article."),
    Rule("credit-phrase", "caption", "The line ends in, or is, the credit of a picture."),
    Rule("byline-phrase", "byline", "The line names who wrote it: By, Written by, a name and an agency."),
    Rule("date-phrase", "dateline", "The line is a date or a time with no sentence around it."),
    Rule("bio-phrase", "bio", "The line tells who the author is and how to reach them."),
    Rule("section-end", "navigation", "A label that opens a block of links or comments after the article."),
    Rule("duration-clock", "video_duration", "mm:ss alone on a line is how long a video runs."),
    Rule("duration-title", "video_title", "The line after a duration, or the same line again, names the video."),
    # Structure: what the line looks like and what stands around it.
    Rule("agency-dateline", "dateline", "PLACE (Agency) – opens the first paragraph and is not a sentence of it."),
    Rule("head-title", "title", "The best headline-like line above the body or at its very start."),
    Rule("title-again", "other_residue", "The title once more: tab titles, breadcrumbs and widgets repeat it."),
    Rule("head-standfirst", "standfirst", "A sentence between the title and the furniture that precedes the body."),
    Rule("head-bullets", "standfirst", "Bullets right under the title sum the article up."),
    Rule("head-label", "section_label", "A short line above the title with no end to it names the section."),
    Rule("head-byline", "byline", "A line of two or three capitalised words between title and body is a name."),
    Rule("head-caption", "caption", "A sentence above the title, or one next to a credit, describes the lead picture."),
    Rule("quote-echo", "pull_quote", "A line without quotation marks whose words stand again inside a quotation."),
    Rule("quote-echo-source", "pull_quote_source", "The line after a pull quote that names its speaker."),
    Rule("body-prose", "paragraph", "Running text inside the body."),
    Rule("body-fragment", "paragraph", "A piece of a sentence that goes on in the lines around it."),
    Rule("body-list", "list_item", "A bullet or a number among the lines of the body."),
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
