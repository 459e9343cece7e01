"""The demo network shows what the great web is for: ten parties around one pilot, a ministry that six need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import move_in
from vliegwiel.stakeholders.models import Conversation, Stakeholder
from vliegwiel.transfer.cast_stakeholders import fill_field, ministry, weave


@pytest.mark.django_db
def test_the_programme_manager_of_the_demo_finds_the_ministry_that_six_pilots_need(signed_in):
    world = move_in()
    assert len(fill_field(world, timezone.now())) == 10
    weave(world, timezone.now())
    shown = signed_in(world.person("manager")).get(reverse("stakeholders:web")).content.decode()
    assert "6 pilots" in shown
    assert Stakeholder.objects.filter(organisation=ministry(world)).count() == 6
    assert Conversation.objects.get().asks.count() == 3
