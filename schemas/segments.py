"""Segments: every character of an article's text in one typed stretch."""

from pandera.typing import Series

from schemas.base import SpannedTable
from schemas.columns import CODE_POINTS, ID, Integer, Text, column

KINDS = {
    "title": "The headline.",
    "standfirst": "The summary under the headline; also called deck or subtitle.",
    "byline": "Who wrote it.",
    "dateline": "Where and when it was written or posted.",
    "section_label": "The section or topic the publisher files it under.",
    "subheading": "A heading inside the article.",
    "paragraph": "A paragraph of the article itself.",
    "list_item": "An item of a list that belongs to the article.",
    "caption": "The text under a picture, with its credit.",
    "pull_quote": "Words of the article repeated as display text.",
    "pull_quote_source": "The line that names who said a pull quote.",
    "related_headline": "The headline of another article, offered as a link.",
    "video_title": "The title of an embedded video.",
    "video_duration": "The running time of an embedded video.",
    "ad_marker": "The label of an advertisement.",
    "newsletter_widget": "An invitation to subscribe to a newsletter.",
    "share_widget": "Buttons and prompts to share, save, print or follow.",
    "reading_time": "How long the publisher says that reading takes.",
    "trust_marker": "A label about editorial standards or the kind of piece.",
    "comment_count": "How many readers' comments there are, or the invitation to comment.",
    "placeholder": "What stands where content did not load or is kept behind a paywall.",
    "legal": "Copyright, terms, disclaimers, cookie notices.",
    "navigation": "Menus, breadcrumbs and links of the site.",
    "bio": "A note about the author.",
    "other_residue": "Not of the article, and of none of the other kinds.",
}


class Segments(SpannedTable):
    """A typed stretch of an article's text; together the segments tile it.

    They are in order, do not overlap, and leave out only white space, so that nothing a publisher sent is lost.
    """

    article_id: Series[Text] = column("Key into articles.", str_matches=ID)
    segment_index: Series[Integer] = column("Position in the article, from 0.", ge=0)
    kind: Series[Text] = column("What the stretch is.", values=KINDS)
    start: Series[Integer] = column("First character in articles.text.", unit=CODE_POINTS, ge=0)
    end: Series[Integer] = column("Character after the last one in articles.text.", unit=CODE_POINTS, ge=1)
    text: Series[Text] = column("The stretch itself: articles.text[start:end].")
    rule: Series[Text] = column("Id of the rule that decided the kind.")

    class Config:
        """The key is unique."""

        unique = ("article_id", "segment_index")
