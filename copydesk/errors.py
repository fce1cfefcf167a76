"""Errors that a person reads: one line that says what is wrong and what to do."""


class CopydeskError(Exception):
    """A refusal: nothing was changed. The command line prints the message and exits with 1."""

    exit_code = 1


class UsageError(CopydeskError):
    """The caller's arguments or settings are wrong. The command line exits with 2."""

    exit_code = 2
