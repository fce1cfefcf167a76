"""How the line classifier is made, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Hyperparameters; the defaults made the shipped model (see ``training/README.md``)."""

    seed: int = 0

    own_pages: int = 2
    """How often an epoch reads each page of our own making: there are few, and each shows what the others lack."""
    invented_renders: int = 2
    """How many of the four renders of each invented page are learned from; which, chance decides."""

    width: int = 64
    """Numbers that the network keeps of a line; even."""
    code_size: int = 8
    """Numbers in the embedding of a code."""
    dropout: float = 0.3

    epochs: int = 12
    lines: int = 6000
    """Lines in a batch, padding included."""
    longest: int = 2500
    """Lines of a page that are read at once in training; of a longer one, a stretch that changes by the epoch."""
    rate: float = 2e-3
    warmup: int = 100
    """Steps over which the learning rate rises; from there half a cosine takes it to zero."""
    weight_decay: float = 0.1
    clip: float = 1.0
    averaging: float = 0.995
    """Decay per step of the exponential moving average of the weights, which is what is kept."""

    word_power: float = 0.6
    """A line counts as its number of words to this power ..."""
    even_share: float = 0.3
    """... but for this share of the loss, of which every line of a page has as much."""
    rare_weight: float = 0.01
    """What a title, standfirst or caption counts above that: a page has few of them, and they are short."""
    smoothing: float = 0.02
    """Probability of the target class that is spread over all classes."""
    first_weight: float = 0.3
    """Weight of what the first look says, beside 1 for the last."""
    join_weight: float = 0.5
    title_weight: float = 0.1

    words_hidden: float = 0.3
    """Share of the words without their code, on average over pages: from none to twice as many."""
    spaces_lost: float = 0.4
    """Share of the pages whose lines do not tell where a renderer cut: most scrapers strip them."""
    blanks_lost: float = 0.1
    """Share of the pages that have no blank lines."""
    meaning_lost: float = 0.15
    """Share of the pages whose words mean nothing, as those of languages that the encoder never read."""
    phrases_lost: float = 0.15
    """Share of the pages of which half the lines are known by no phrase rule: other publishers say it otherwise."""


LEFT_OUT = frozenset(
    {
        "fundus__uk_Metro_2024_07_17",
        "fundus__de_WDR_2024_04_22",
        "wcxb__0119",
        "wcxb__0475",
        "fundus__de_Gamestar_2024_04_28",
        "fundus__mx_MexicoNewsDaily_2025_04_16",
    }
)
"""Pages that nothing is learned from: their gold leaves out paragraphs of the article."""
