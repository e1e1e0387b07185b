"""What ends a command early, and with which exit status."""

#: The arguments or a file they name can't be used.
BAD_INPUT = 2
#: The input was right and the work failed all the same.
FAILED = 1


class CommandError(Exception):
    """One line for the reader, and the exit status that goes with it."""

    def __init__(self, message: str, status: int = BAD_INPUT) -> None:
        # A file's name may hold line ends; the message stays in one line.
        super().__init__(message.replace("\n", "\\n").replace("\r", "\\r"))
        self.status = status
