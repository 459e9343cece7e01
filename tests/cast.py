"""The named world, for tests."""

from vliegwiel.transfer.cast import CODES, PASSWORD, PEOPLE, World, mail_of, move_in

VIEWERS = ["visitor", *PEOPLE]
"""Everyone who can look at a page."""

__all__ = ["CODES", "PASSWORD", "PEOPLE", "VIEWERS", "World", "mail_of", "move_in"]
