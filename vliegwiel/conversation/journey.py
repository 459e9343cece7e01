"""States and limits of comments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommentState(TextChoices):
    """Where a comment stands. A withdrawn one has no text any more; a hidden one keeps it for its maker."""

    SHOWN = "shown", _("To be read")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Decision(TextChoices):
    """What was decided on the appeal of a maker; empty while it waits."""

    RESTORED = "restored", _("To be read again")
    UPHELD = "upheld", _("Stays hidden")


class Outcome(TextChoices):
    """What a moderator did with a report; empty while it waits."""

    HIDDEN = "hidden", _("Hidden")
    KEPT = "kept", _("Left as it is")
    GONE = "gone", _("Withdrawn by its maker")


LONGEST = 4000
"""Characters of a comment."""
LONGEST_REASON = 1000
MOST_MENTIONS = 10
"""People in one comment."""
ON_A_PAGE = 40
MOST_VERSIONS = 50
"""Changes of one comment."""
