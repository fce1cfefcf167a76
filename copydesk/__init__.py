"""copydesk: who said what about whom, from drops of scraped news articles."""

__version__ = "0.1.0"
