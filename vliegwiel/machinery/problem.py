"""The one kind of error that machinery shows to a person."""


class MachineryProblem(Exception):
    """Something the person at the terminal can mend; the text is the sentence that says what and how.

    Commands print the sentence and end with exit code 1; it never contains a password or key.
    """
