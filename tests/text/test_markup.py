from copydesk.text.markup import label_markup, settle_markup

SETTLED = {
    "body that no rule knows": ("residue", "other_residue", "body", None, "markup-body"),
    "an item": ("outside-link", "navigation", "item", None, "markup-item"),
    "body known by its words": ("ad-phrase", "ad_marker", "body", "ad-phrase", "ad-phrase"),
    "a pull quote": ("quote-echo", "pull_quote", "body", None, "quote-echo"),
    "what other documents tell": ("learned-line", "other_residue", "body", None, "learned-line"),
    "prose beside the body": ("body-prose", "paragraph", "aside", None, "markup-aside"),
    "residue beside the body": ("share-phrase", "share_widget", "aside", "share-phrase", "share-phrase"),
    "the title": ("hint-title", "title", "aside", None, "hint-title"),
}


def test_the_markup_settles_what_no_better_rule_knows():
    for name, (rule, segment_kind, kind, by_words, expected) in SETTLED.items():
        assert settle_markup([rule], [kind], [segment_kind], [by_words]) == [expected], name


def test_sure_markup_is_set_where_nothing_is():
    rules = [None, None, "hint-title", None]
    label_markup(rules, ["caption", "body", "heading", "heading"])
    assert rules == ["markup-caption", None, "hint-title", "markup-heading"]


def test_markup_of_another_text_says_nothing():
    rules = [None]
    label_markup(rules, ["caption", "body"])
    assert rules == [None]
    assert settle_markup(["residue"], [], ["other_residue"], [None]) == ["residue"]
