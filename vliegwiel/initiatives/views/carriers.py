"""Who carries it: the team, and organisations in their part."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vliegwiel.core.answers import require
from vliegwiel.core.attempt import sent
from vliegwiel.core.viewers import viewer_of
from vliegwiel.people.models import Organisation

from .. import actions, rules
from ..forms.carriers import (
    FindForm,
    InterestForm,
    ParticipationForm,
    RoleForm,
    SuccessorForm,
)
from ..journey import Part
from ..queries.finding import organisations_called, people_called
from ..queries.own import own_organisations
from .showing import fill_in, found, press
from .writing import PAGE


@require_http_methods(PAGE)
def give_role(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Find a person, then give the role."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_lead(viewer, initiative))
    find = FindForm.of_people(request.GET)
    people = people_called(find.words(), viewer)
    return fill_in(
        request,
        initiative,
        RoleForm(people, sent(request)),
        partial(actions.give_role, initiative, by=viewer),
        template="initiatives/find.html",
        back="team",
        done=_("The role is given."),
        find=find,
        results=people,
        title=_("Ask someone for the team"),
        lead=_("Look someone up by name or by mail address. You find people whose profile you can see."),
        nobody=_("We find nobody with this name or mail address whose profile you can see."),
        submit=_("Give this role"),
    )


@require_http_methods(PAGE)
def take_role(request: HttpRequest, code: str, slug: str, person: str, role: str) -> HttpResponse:
    """End a role."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_lead(viewer, initiative))
    team_role = get_object_or_404(initiative.team.select_related("person"), person__code=person, role=role)
    return press(
        request,
        initiative,
        partial(actions.take_role, initiative, by=viewer, team_role=team_role),
        back="team",
        done=_("The role has ended."),
        title=_("End the role of %(name)s?") % {"name": team_role.person.name},
        submit=_("End this role"),
        consequences=[_("With the last role, someone can see and change only what everyone else can.")],
        danger=True,
    )


@require_http_methods(PAGE)
def hand_over(request: HttpRequest, code: str, slug: str, person: str, role: str) -> HttpResponse:
    """Someone else takes over a role: found first, then chosen."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_lead(viewer, initiative))
    team_role = get_object_or_404(initiative.team.select_related("person"), person__code=person, role=role)
    find = FindForm.of_people(request.GET)
    people = people_called(find.words(), viewer)
    names = {"role": team_role.get_role_display(), "name": team_role.person.name}
    return fill_in(
        request,
        initiative,
        SuccessorForm(people, sent(request)),
        partial(actions.hand_over, initiative, by=viewer, team_role=team_role),
        template="initiatives/find.html",
        back="team" if viewer != team_role.person else "initiative",
        done=_("The role is handed over. Who had it stays in the history of the team."),
        find=find,
        results=people,
        title=_("Hand over: %(role)s") % names,
        lead=_("Who takes over from %(name)s? With the last role, %(name)s sees only what everyone else sees.") % names,
        nobody=_("We find nobody with this name or mail address whose profile you can see."),
        submit=_("Hand this role over"),
    )


@require_http_methods(PAGE)
def claim(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """This imported initiative is of our organisation."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_claim(viewer, initiative))
    return press(
        request,
        initiative,
        partial(actions.claim, initiative, by=viewer),
        back="team",
        done=_("You are the project lead now. Add to it what others should know."),
        title=_("Is this of your organisation?"),
        submit=_("Yes, I take the lead"),
        consequences=[
            _("You become the project lead: you can change the texts and ask others for the team."),
            _("Where it was imported from stays on the page."),
        ],
    )


@require_http_methods(PAGE)
def take_part(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The team gives an organisation its part."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_edit(viewer, initiative))
    find = FindForm(request.GET)
    organisations = organisations_called(find.words(), viewer)
    return fill_in(
        request,
        initiative,
        ParticipationForm(organisations, sent(request)),
        partial(actions.take_part, initiative, by=viewer),
        template="initiatives/find.html",
        back="team",
        done=_("The organisation has its part."),
        find=find,
        results=organisations,
        title=_("Add an organisation"),
        lead=_("Which organisation takes part? An organisation that is here already gets another part."),
        nobody=_("We find no organisation with this name."),
        submit=_("Add this organisation"),
    )


@require_http_methods(PAGE)
def show_interest(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """We are interested."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    require(rules.may_show_interest(viewer, initiative))
    organisations = own_organisations(viewer).exclude(pk__in=initiative.organisation_ids)
    return fill_in(
        request,
        initiative,
        InterestForm(organisations, sent(request)),
        partial(actions.take_part, initiative, by=viewer, part=Part.INTERESTED),
        back="team",
        done=_("Noted. The team sees that you are interested."),
        title=_("We are interested"),
        lead=_("The name of your organisation will stand on the page. You can take this back."),
        submit=_("Say that we are interested"),
    )


@require_http_methods(PAGE)
def let_go(request: HttpRequest, code: str, slug: str, organisation: str) -> HttpResponse:
    """End the part of an organisation."""
    initiative = found(request, code)
    viewer = viewer_of(request)
    participants = Organisation.objects.visible_to(viewer).filter(pk__in=initiative.organisation_ids)
    one = get_object_or_404(participants, code=organisation)
    require(rules.may_speak_for(viewer, initiative, one))
    return press(
        request,
        initiative,
        partial(actions.let_go, initiative, by=viewer, organisation=one),
        back="team",
        done=_("The organisation has no part in it any more."),
        title=_("End the part of %(name)s?") % {"name": one.name},
        submit=_("End this part"),
        danger=True,
        consequences=[_("When it initiated this, its people may no longer see what is for the organisation only.")],
    )
