"""How the shipped tagger was made. Needs the dependency group ``train``; nothing at run time imports this."""
