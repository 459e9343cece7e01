from .membership import SpaceMembership
from .space import Ownership, Space

__all__ = ["Ownership", "Space", "SpaceMembership"]
