"""The words for what an organisation is and where a membership stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    WATER_BOARD = "water_board", _("Water board")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    INDEPENDENT_BODY = "independent_body", _("Independent public body")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    ADVISORY = "advisory", _("Advisory body")
    COURT = "court", _("Court")
    JOINT_BODY = "joint_body", _("Joint body")
    CARIBBEAN = "caribbean", _("Public body in the Caribbean Netherlands")
    UMBRELLA = "umbrella", _("Umbrella organisation")
    REGION = "region", _("Regional partnership")
    CLIENT_COUNCIL = "client_council", _("Client council")
    SUPPLIER = "supplier", _("Supplier")
    START_UP = "start_up", _("Start-up")
    KNOWLEDGE = "knowledge", _("Knowledge institute")
    CARE_PROVIDER = "care_provider", _("Care provider")
    OTHER = "other", _("Other organisation")


SELLING_KINDS = (OrganisationKind.SUPPLIER, OrganisationKind.START_UP)
"""Kinds whose members do not belong to the network ring: they see what was opened to the market."""


class MembershipState(models.TextChoices):
    REQUESTED = "requested", _("Waiting for approval")
    ACTIVE = "active", _("Member")
    ENDED = "ended", _("No longer a member")


class Verification(models.TextChoices):
    MAIL_DOMAIN = "mail_domain", _("Work mail address confirmed")
    APPROVAL = "approval", _("Approved by the organisation")
    INVITATION = "invitation", _("Invited by the organisation")


class ContactWay(models.TextChoices):
    MAIL = "mail", _("By mail")
    PHONE = "phone", _("By phone")
    HERE = "here", _("Only here, in Vliegwiel")
