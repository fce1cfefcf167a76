"""Makes the table of points that tells the body of an HTML page; see ``training/README.md``."""
