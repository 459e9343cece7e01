from .invitation import Invitation
from .membership import Membership
from .organisation import Organisation, OrganisationName, Region
from .person import Key, Person

__all__ = ["Invitation", "Key", "Membership", "Organisation", "OrganisationName", "Person", "Region"]
