"""Pure text rules: a string goes in, spans come out. Nothing here reads a file or knows of a frame."""
