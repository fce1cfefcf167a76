"""The flows: which stage follows which. Prefect is told here how to behave, before anything imports it."""

import os

for name, value in {
    # The first flow starts a server of its own; on a busy machine that takes longer than the 20 s it is given.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # It logs tracebacks when a run that went well shuts it down.
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # What a run raises reaches the command line, which says it in one line; Prefect logs it thrice with tracebacks.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
}.items():
    os.environ.setdefault(name, value)
