"""copydesk tasks."""
