"""What can be chosen in a filter, as the component `filter_group` wants it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Option:
    """One value of a filter, with how many there are; None where nobody counted."""

    value: str
    label: str
    count: int | None
    checked: bool
