"""The table of news: of every change, who hears it, how much it matters, in which words; or why nobody does.

A house test fails for an action that is in neither half. `who` did it, `what` it is about; both are filled in when
someone reads it, as far as they may see it then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .journey import Group

ASKED, ANSWERED, MENTIONED = Group.ASKED, Group.ANSWERED, Group.MENTIONED
TEAM, BELONGING, FOLLOWING = Group.TEAM, Group.BELONGING, Group.FOLLOWING


@dataclass(frozen=True)
class Line:
    """One word of `recipients.RECIPIENTS` hears it in this group, in these words."""

    to: str
    group: Group
    words: Any
    has_own_mail: bool = False
    """The room where it happened mails this by itself: it stands under news, and is not mailed again."""


def heard(words: Any, *to: tuple[str, Group], has_own_mail: bool = False) -> tuple[Line, ...]:
    """The same words for several recipients; who is among more than one of them hears it once, as the first."""
    return tuple(Line(who, group, words, has_own_mail) for who, group in to)


OF_TEAM, OF_FOLLOWERS = ("team", TEAM), ("followers", FOLLOWING)
COMMENTED = (
    *heard(_("%(who)s mentions you at “%(what)s”."), ("mentioned", MENTIONED)),
    *heard(_("%(who)s answers your comment at “%(what)s”."), ("replied_to", MENTIONED)),
    *heard(
        _("%(who)s writes a comment at “%(what)s”."),
        ("owner", TEAM),
        OF_TEAM,
        ("keepers", TEAM),
        ("space_leads", BELONGING),
        ("org_admins", BELONGING),
        OF_FOLLOWERS,
    ),
)
LISTENED: dict[str, tuple[Line, ...]] = {
    # what a team and a programme do for each other
    "check_in.came_due": heard(_("It is time for a check-in of “%(what)s”. It is your turn."), ("person", ASKED)),
    "check_in.sent": heard(_("%(who)s sent a check-in of “%(what)s”."), ("desk", TEAM), OF_TEAM, OF_FOLLOWERS),
    "action.asked_back": heard(
        _("%(who)s asks you something about a question or bottleneck of “%(what)s”."), ("asker", ASKED), OF_TEAM
    ),
    "action.answered": heard(
        _("%(who)s answered a question or bottleneck of “%(what)s”."), ("asker", ANSWERED), OF_TEAM
    ),
    "action.answered_along": heard(
        _("%(who)s answered a question or bottleneck of “%(what)s”."), ("asker", ANSWERED), OF_TEAM
    ),
    "action.replied": heard(_("%(who)s replied to what was asked back about “%(what)s”."), ("owner", ANSWERED)),
    "action.handed_on": heard(
        _("%(who)s asks you to take up a question or bottleneck of “%(what)s”."), ("owner", ASKED)
    ),
    "action.reopened": heard(
        _("For “%(what)s” the answer does not help yet: %(who)s asks again."), ("owner", ASKED), ("desk", TEAM)
    ),
    "action.taken_up": heard(_("%(who)s took up a question or bottleneck of “%(what)s”."), ("asker", TEAM)),
    "action.merged": heard(_("A question of “%(what)s” is taken together with a similar one."), ("asker", TEAM)),
    "action.released": heard(_("A question or bottleneck of “%(what)s” is back on the desk."), ("desk", TEAM)),
    "anchoring.set": heard(_("%(who)s wrote down how firmly “%(what)s” has taken root."), OF_TEAM, OF_FOLLOWERS),
    "report.asked": heard(_("%(who)s asks whether “%(what)s” will report to a programme."), ("leads", ASKED)),
    "report.declined": heard(_("“%(what)s” will not report to your programme."), ("programme", ANSWERED)),
    "initiative.reported": heard(_("“%(what)s” reports to your programme from now on."), ("programme", TEAM)),
    "rhythm.set": heard(_("You fill in the check-ins of “%(what)s” from now on."), ("person", BELONGING)),
    # the playing field
    "stakeholder.added": heard(_("%(who)s put a party in the playing field of “%(what)s”."), OF_TEAM),
    "stakeholder.assigned": heard(
        _("%(who)s asks you to look after a party in the playing field of “%(what)s”."), ("party_owner", ASKED)
    ),
    "stakeholder.brought": heard(
        _("%(who)s brings what “%(what)s” needs to a talk with a party of yours."), ("party_owner", TEAM)
    ),
    "stakeholder.heard": heard(
        _("%(who)s wrote down what came of the talk with a party of “%(what)s”."), ("party_owner", ANSWERED)
    ),
    "playing_field.opened": heard(_("%(who)s changed who can read the playing field of “%(what)s”."), OF_TEAM),
    # initiatives
    "initiative.submitted": heard(_("New: “%(what)s”."), ("space_leads", BELONGING), ("around", FOLLOWING)),
    "initiative.claimed": heard(_("%(who)s leads “%(what)s” from now on."), OF_FOLLOWERS),
    "initiative.edited": heard(_("%(who)s changed the texts of “%(what)s”."), OF_TEAM, OF_FOLLOWERS),
    "initiative.moved": heard(_("“%(what)s” went to another stage."), OF_TEAM, OF_FOLLOWERS),
    "initiative.ended": heard(_("“%(what)s” has ended. Read what was learned."), OF_TEAM, OF_FOLLOWERS),
    "initiative.revived": heard(_("“%(what)s” goes on."), OF_TEAM, OF_FOLLOWERS),
    "initiative.ring_changed": heard(_("%(who)s changed who can read “%(what)s”."), OF_TEAM),
    "update.placed": heard(_("%(who)s placed news of “%(what)s”."), OF_TEAM, OF_FOLLOWERS),
    "check.recorded": heard(_("“%(what)s” was checked with the people it is for."), OF_TEAM, OF_FOLLOWERS),
    "part.added": heard(_("“%(what)s” shares something that you can use."), OF_TEAM, OF_FOLLOWERS),
    "part.reused": heard(_("“%(what)s” makes use of something of yours."), ("part_team", TEAM)),
    "suggestion.taken_up": heard(_("“%(what)s” makes use of something of yours."), ("part_team", TEAM)),
    "file.attached": heard(_("%(who)s added a file to “%(what)s”."), OF_TEAM, OF_FOLLOWERS),
    "team.role_given": heard(_("%(who)s put you on the team of “%(what)s”."), ("person", BELONGING)),
    "team.role_handed_over": heard(
        _("A role on the team of “%(what)s” was handed over."), ("person", BELONGING), ("before", BELONGING), OF_TEAM
    ),
    "team.role_taken": heard(_("Someone left the team of “%(what)s”."), OF_TEAM),
    "organisation.took_part": heard(
        _("An organisation takes part in “%(what)s”."), ("admins", BELONGING), OF_TEAM, OF_FOLLOWERS,
        ("org_followers", FOLLOWING),
    ),
    "merger.proposed": heard(_("%(who)s proposes to merge “%(what)s” with another."), ("both_teams", ASKED)),
    "merger.agreed": heard(_("%(who)s agreed to merge “%(what)s”."), ("both_teams", ANSWERED)),
    "merger.declined": heard(_("“%(what)s” will not be merged."), ("both_teams", ANSWERED)),
    "merger.undone": heard(_("The merging of “%(what)s” was undone."), ("both_teams", ANSWERED)),
    "bundle.made": heard(_("Your initiative stands in the bundle “%(what)s”."), OF_TEAM),
    # looking for, offering, meeting
    "need.opened": heard(_("Looked for: “%(what)s”."), ("around", FOLLOWING)),
    "offer.opened": heard(_("Offered: “%(what)s”."), ("around", FOLLOWING)),
    "need.changed": heard(_("“%(what)s” was changed."), OF_FOLLOWERS),
    "offer.changed": heard(_("“%(what)s” was changed."), OF_FOLLOWERS),
    "need.stepped": heard(_("“%(what)s” was closed or opened again."), OF_FOLLOWERS),
    "offer.stepped": heard(_("“%(what)s” was closed or opened again."), OF_FOLLOWERS),
    "need.lapsed": heard(_("The last day of “%(what)s” has passed."), ("keepers", TEAM)),
    "offer.lapsed": heard(_("The last day of “%(what)s” has passed."), ("keepers", TEAM)),
    "place.asked": heard(_("%(who)s asks to take part in “%(what)s”."), ("keepers", ASKED), has_own_mail=True),
    "offer.asked": heard(_("%(who)s asks to make use of “%(what)s”."), ("keepers", ASKED), has_own_mail=True),
    "organisation.asked": heard(
        _("%(who)s invites your organisation for “%(what)s”."), ("members", ASKED), has_own_mail=True
    ),
    "proposal.accepted": heard(_("%(who)s said yes about “%(what)s”."), ("proposer", ANSWERED), has_own_mail=True),
    "proposal.declined": heard(_("%(who)s said no about “%(what)s”."), ("proposer", ANSWERED), has_own_mail=True),
    "proposal.lapsed": heard(_("Nobody answered in time about “%(what)s”."), ("proposer", ANSWERED), has_own_mail=True),
    "introduction.made": heard(_("%(who)s brings you together with someone."), ("both", ASKED), has_own_mail=True),
    "job.taken": heard(_("%(who)s takes the job “%(what)s”."), ("both", ANSWERED), has_own_mail=True),
    "match.accepted": heard(_("A suggestion was taken up: “%(what)s”."), ("both", ASKED), has_own_mail=True),
    "place.given_back": heard(_("A place at “%(what)s” is free again."), ("both", TEAM)),
    "outcome.asked": heard(_("What came of “%(what)s”?"), ("both", ASKED), has_own_mail=True),
    "outcome.told": heard(_("%(who)s told what came of “%(what)s”."), ("both", ANSWERED)),
    "question.asked": heard(_("%(who)s asks you: “%(what)s”"), ("question_asked", ASKED), has_own_mail=True),
    "question.asked_more": heard(_("%(who)s asks you: “%(what)s”"), ("question_asked", ASKED), has_own_mail=True),
    "question.passed_on": heard(
        _("%(who)s passes a question on: “%(what)s”"), ("question_asked", ASKED), has_own_mail=True
    ),
    "question.answered": heard(_("%(who)s answered “%(what)s”."), ("question_asker", ANSWERED), has_own_mail=True),
    "question.declined": heard(
        _("%(who)s cannot answer “%(what)s” now."), ("question_asker", ANSWERED), has_own_mail=True
    ),
    "question.misdirected": heard(
        _("%(who)s is not the right one for “%(what)s”."), ("question_asker", ANSWERED), has_own_mail=True
    ),
    "question.thanked": heard(_("%(who)s thanks you for “%(what)s”."), ("question_asked", ANSWERED)),
    "coffee.introduced": heard(_("You are introduced to someone for a coffee."), ("coffee", ASKED), has_own_mail=True),
    "coffee.agreed": heard(_("%(who)s lets you see how to reach each other for a coffee."), ("coffee", ANSWERED)),
    # belonging somewhere
    "membership.requested": heard(_("%(who)s wants to become a member of “%(what)s”."), ("admins", ASKED)),
    "membership.approved": heard(_("You are a member of “%(what)s” now."), ("person", ANSWERED)),
    "membership.declined": heard(_("“%(what)s” did not make you a member."), ("person", ANSWERED)),
    "membership.admin_made": heard(_("What you may do for “%(what)s” has changed."), ("person", BELONGING)),
    "membership.ended": heard(_("You are no longer a member of “%(what)s”."), ("person", BELONGING)),
    "invitation.accepted": heard(_("%(who)s accepted your invitation to “%(what)s”."), ("sender", ANSWERED)),
    "space_membership.requested": heard(_("%(who)s wants to join the space “%(what)s”."), ("space_leads", ASKED)),
    "space_membership.declined": heard(_("The space “%(what)s” did not let you in."), ("person", ANSWERED)),
    "space_member.approved": heard(_("You are in the space “%(what)s” now."), ("person", ANSWERED)),
    "space_member.joined": heard(_("%(who)s joined the space “%(what)s”."), ("space_leads", BELONGING)),
    "space_member.removed": heard(_("You are no longer in the space “%(what)s”."), ("person", BELONGING)),
    "space_lead.made": heard(_("You lead the space “%(what)s” now, with others."), ("person", BELONGING)),
    "space_lead.stepped_down": heard(_("%(who)s no longer leads the space “%(what)s”."), ("space_leads", BELONGING)),
    "space_ring.changed": heard(_("%(who)s changed who can read the space “%(what)s”."), ("space_members", BELONGING)),
    "space_file.added": heard(_("%(who)s added a file to “%(what)s”."), ("space_members", BELONGING), OF_FOLLOWERS),
    "space.edited": heard(_("The page of the space “%(what)s” was changed."), OF_FOLLOWERS),
    "organisation.edited": heard(_("The page of “%(what)s” was changed."), OF_FOLLOWERS),
    # conversation
    "comment.placed": COMMENTED,
    "comment.changed": heard(_("%(who)s mentions you at “%(what)s”."), ("mentioned", MENTIONED)),
    "comment.hidden": heard(_("Your comment at “%(what)s” was hidden. Read why."), ("author", MENTIONED)),
    "comment.reported": heard(_("A comment at “%(what)s” was reported."), ("moderators", ASKED)),
    "comment.appealed": heard(_("Someone objects to the hiding of a comment at “%(what)s”."), ("moderators", ASKED)),
    "comment.appeal_decided": heard(_("Your objection about “%(what)s” was answered."), ("author", ANSWERED)),
}  # fmt: skip

OWN = "one's own, and nobody else's"
TIDYING = "tidying up by the team; its history shows it"
BULK = "many at once; the page of the import tells who did it"
WORDS = "words of lists, kept by operators and leads"
INVITED = "the invitation is a mail of its own"
SILENT: dict[str, str] = {
    "listings.came_along": "the merging itself is told", "listings.went_back": "the same",
    "stakeholder.changed": TIDYING, "stakeholder.taken_over": OWN,
    "check_in.narrowed": TIDYING, "check.removed": TIDYING, "file.removed": TIDYING, "link.removed": TIDYING,
    "link.set": TIDYING, "part.edited": TIDYING, "part.removed": TIDYING, "update.removed": TIDYING,
    "space_file.removed": TIDYING, "organisation.let_go": TIDYING, "bundle.let_go": TIDYING,
    "initiative.report_stopped": "whoever read along no longer sees it",
    "programme.kept": "the leads of the space did it themselves", "space_owners.set": "it stands on the page",
    "space.opened": "an empty space is no news; what comes in it is", "square.opened": "made with the installation",
    "space_member.left": "leaving is nobody's news", "proposal.withdrawn": "nothing is asked any more",
    "draft.adopted": OWN, "draft.started": OWN, "person.joined": OWN, "person.updated": OWN,
    "expertise.added": OWN, "expertise.removed": OWN, "helping.changed": OWN, "coffee.joined": OWN,
    "coffee.left": OWN, "coffee.told": OWN, "membership.confirmed": OWN,
    "match.dismissed": "learned from, told to nobody", "question.shared": "nobody asked for it; search finds it",
    "need.opened_to_market": "more readers; the same need", "offer.opened_to_market": "more readers; the same offer",
    "suggestion.dismissed": "a judgement, for learning", "suggestion.recalled": "a judgement, for learning",
    "suggestion.same": "a judgement; the bundle or merging that follows is told",
    "initiatives.brought_in": BULK, "initiatives.refreshed": BULK, "initiatives.taken_back": BULK,
    "initiatives.withdrawn": BULK, "import.begun": BULK, "import.carried_out": BULK, "import.columns_chosen": BULK,
    "import.failed": BULK, "import.queued": BULK, "import.trial_queued": BULK, "import.tried": BULK,
    "import.undone": BULK,
    "theme.added": WORDS, "theme.edited": WORDS, "track.added": WORDS, "organisation.added": WORDS,
    "invitation.sent": INVITED, "space_invitation.sent": INVITED, "team.invited": INVITED,
    "invitation.withdrawn": "the link in the mail says it",
    "conversation.prepared": "each team hears of its own part",
    "conversation.reported": "each team hears of its own part",
    "comment.withdrawn": "what is taken back is no news", "comment.kept": "nothing changed",
    "comment.found_helpful": "the count stands beside the comment",
    "comment.not_found_helpful": "the count stands beside the comment",
}  # fmt: skip
"""Changes of which nobody is told, with the reason."""


def line_of(kind: str, why: str) -> Line | None:
    """In which words someone was told this; None for a kind that is no longer in the table."""
    return next((line for line in LISTENED.get(kind, ()) if line.to == why), None)
