"""Who follows what, who was told what, how they want to hear it, and the mail that went out."""

from .follow import Follow
from .letter import Letter, RefusedAddress
from .notification import Notification
from .wishes import MailWishes, Preference

__all__ = ["Follow", "Letter", "MailWishes", "Notification", "Preference", "RefusedAddress"]
