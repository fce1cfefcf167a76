"""Makes the line classifier that `copydesk.zoner` runs; see ``training/README.md``. Nothing at run time imports it."""
