"""What the actions of people, organisations and memberships promise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.people import actions, registers
from vliegwiel.people.models import Membership, Organisation, OrganisationName, Person, Region

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def tokens(person):
    return set(Person.objects.get(pk=person.pk).tokens)


def test_a_new_person_holds_their_own_key_and_is_seen_by_the_network_only(bob):
    assert tokens(bob) == {f"person:{bob.pk}"}
    assert set(bob.audience) == {f"person:{bob.pk}", "net"}
    assert Activity.objects.get(kind="person.joined").target_id == bob.pk


@pytest.mark.parametrize("email", ["bob@elders.example", "BOB@Elders.Example", "Bob@elders.example "])
def test_a_mail_address_has_one_account_whatever_the_case(bob, join, email):
    with pytest.raises(Mistake) as told:
        join(email)
    assert list(told.value.sentences) == ["email"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", "x" * 1_000_000),
        ("family_name", "a\x00b"),
        ("given_name", ""),
        ("language", "xx"),
        ("email", "geen"),
    ],
)
def test_an_account_that_cannot_be_kept_is_told_per_field(join, field, value):
    typed = {"email": "nieuw@elders.example", "given_name": "Nieuw", "family_name": "Jansen"} | {field: value}
    with pytest.raises(Mistake) as told:
        actions.sign_up(None, by=None, **typed)
    assert list(told.value.sentences) == [field]


def test_a_mail_address_is_kept_in_small_letters(join):
    assert join("Karin@Elders.Example").email == "karin@elders.example"


def test_someone_with_an_account_cannot_make_another(bob):
    with pytest.raises(Refused):
        actions.sign_up(None, by=bob, email="x@elders.example", given_name="X", family_name="Y")


def test_a_public_profile_is_for_everyone_and_can_be_closed_again(bob):
    actions.update_profile(bob, by=bob, is_public=True, about="Ik help graag.")
    assert Person.objects.visible_to(None).get() == bob
    actions.update_profile(bob, by=bob, is_public=False)
    assert not Person.objects.visible_to(None).exists()


def test_the_log_of_a_profile_holds_names_of_fields_and_no_texts(bob):
    actions.update_profile(bob, by=bob, about="geheim", phone="0612345678")
    entry = Activity.objects.get(kind="person.updated")
    assert entry.fields == ["about", "phone"]
    assert "geheim" not in str(entry.facts)


def test_nobody_edits_someone_elses_profile(bob, admin, operator):
    for other in (admin, operator, None):
        with pytest.raises(Refused):
            actions.update_profile(bob, by=other, about="nee")


def test_a_confirmed_work_mail_address_makes_a_member_at_once(admin, utrecht):
    membership = Membership.objects.get(person=admin)
    assert (membership.state, membership.verified_by) == ("active", "mail_domain")
    assert tokens(admin) == {f"person:{admin.pk}", f"org:{utrecht.pk}", "net"}


@pytest.mark.parametrize("email", ["bea@utrecht.nl.example", "bea@nietutrecht.nl", "utrecht.nl@elders.example"])
def test_an_address_that_only_looks_like_work_mail_waits(join, utrecht, email):
    person = join(email)
    assert actions.request_membership(utrecht, by=person).state == "requested"
    assert tokens(person) == {f"person:{person.pk}"}


def test_an_unconfirmed_work_mail_address_waits(join, utrecht):
    person = join("carla@utrecht.nl", verified=False)
    EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    assert actions.request_membership(utrecht, by=person).state == "requested"


def test_confirming_the_address_later_makes_the_waiting_request_active(bob, utrecht, verify):
    waiting = actions.request_membership(utrecht, by=bob)
    with pytest.raises(Refused):
        actions.confirm_membership(waiting, by=bob)
    verify(bob, "bob@utrecht.nl")
    assert actions.confirm_membership(waiting, by=bob).is_active


def test_members_of_a_supplier_are_not_in_the_network(bob, supplier, operator):
    membership = actions.request_membership(supplier, by=bob)
    actions.approve_membership(membership, by=operator)
    assert tokens(bob) == {f"person:{bob.pk}", f"org:{supplier.pk}"}


def test_an_organisation_that_starts_to_sell_takes_the_network_from_its_members(admin, utrecht, operator):
    actions.edit_organisation(utrecht, by=operator, kind="supplier")
    assert "net" not in tokens(admin)
    actions.edit_organisation(utrecht, by=operator, kind="municipality")
    assert "net" in tokens(admin)


def test_an_administrator_approves_and_ending_takes_the_keys(bob, utrecht, admin):
    membership = actions.request_membership(utrecht, by=bob, motivation="Ik werk bij Inkoop")
    actions.approve_membership(membership, by=admin)
    assert {f"org:{utrecht.pk}", "net"} <= tokens(bob)
    actions.end_membership(membership, by=bob)
    assert tokens(bob) == {f"person:{bob.pk}"}
    assert actions.request_membership(utrecht, by=bob).state == "requested"


def test_a_second_answer_hears_that_it_was_answered(bob, utrecht, admin, operator):
    membership = actions.request_membership(utrecht, by=bob)
    actions.approve_membership(membership, by=admin)
    for act in (actions.approve_membership, actions.decline_membership):
        with pytest.raises(Mistake):
            act(membership, by=operator)


def test_declining_leaves_no_key_and_asking_again_is_possible(bob, utrecht, admin):
    membership = actions.request_membership(utrecht, by=bob)
    actions.decline_membership(membership, by=admin)
    assert tokens(bob) == {f"person:{bob.pk}"}
    assert actions.request_membership(utrecht, by=bob).pk == membership.pk


def test_an_organisation_that_ended_takes_no_members(bob, utrecht, operator):
    actions.edit_organisation(utrecht, by=operator, valid_until=date(2026, 11, 1))
    with pytest.raises(Mistake):
        actions.request_membership(utrecht, by=bob, at=AT)


def test_an_administrator_writes_the_page_but_not_the_facts(admin, utrecht):
    actions.edit_organisation(utrecht, by=admin, about="Wij zijn Utrecht.", name="Utrecht")
    with pytest.raises(Refused):
        actions.edit_organisation(utrecht, by=admin, mail_domains=["gemeente.example"])
    with pytest.raises(Refused):
        actions.edit_organisation(utrecht, by=admin, kind="supplier")


@pytest.mark.parametrize("domain", ["gmail.com", "rijksoverheid.nl", "geen domein", "<script>", "x" * 300 + ".nl"])
def test_a_mail_domain_of_everyone_or_of_nobody_is_not_taken(utrecht, operator, domain):
    with pytest.raises(Mistake) as told:
        actions.edit_organisation(utrecht, by=operator, mail_domains=[domain])
    assert list(told.value.sentences) == ["mail_domains"]
    assert len(told.value.sentences["mail_domains"]) < 200


def test_an_official_code_is_used_once(utrecht, operator):
    with pytest.raises(Mistake) as told:
        actions.add_organisation(None, by=operator, name="Nog een", kind="other", official_code="GM0344")
    assert list(told.value.sentences) == ["official_code"]


def test_an_added_organisation_is_found_by_its_names(supplier):
    assert OrganisationName.objects.get(organisation=supplier).compared == "bits en co"


def test_loading_the_registers_twice_changes_nothing(operator):
    records, regions = registers.organisations(), registers.regions()
    first = actions.load_registers(None, by=None, records=records, regions=regions)
    assert (first.created, first.updated, first.regions) == (len(records), 0, 12)
    before = list(Organisation.objects.order_by("pk").values())
    again = actions.load_registers(None, by=operator, records=records, regions=regions)
    assert (again.created, again.updated, again.unchanged) == (0, 0, len(records))
    assert list(Organisation.objects.order_by("pk").values()) == before
    assert Region.objects.get(name="Utrecht").members.count() == len(
        next(region for region in regions if region.name == "Utrecht").member_codes
    )
    assert Organisation.objects.get(official_code="GM1696").successor.name == "Hilversum"


def test_loading_follows_the_register_and_keeps_what_people_wrote(utrecht, operator, django_assert_max_num_queries):
    records, regions = registers.organisations(), registers.regions()
    actions.edit_organisation(utrecht, by=operator, about="Eigen woorden", website="https://oud.example")
    with django_assert_max_num_queries(25):
        counts = actions.load_registers(None, by=None, records=records, regions=regions)
    assert (counts.created, counts.updated) == (len(records) - 1, 1)
    utrecht.refresh_from_db()
    assert (utrecht.about, utrecht.mail_domains) == ("Eigen woorden", ["utrecht.nl"])
    assert utrecht.website == "https://www.utrecht.nl"


def test_a_domain_of_two_bodies_or_of_the_whole_state_is_nobodys(db):
    actions.load_registers(None, by=None, records=registers.organisations(), regions=registers.regions())
    used = [domain for row in Organisation.objects.all() for domain in row.mail_domains]
    assert len(used) == len(set(used))
    assert not {"rijksoverheid.nl", "rechtspraak.nl", "overheid.nl", "linkedin.com"} & set(used)


def test_no_person_but_an_operator_loads_the_registers(bob):
    with pytest.raises(Refused):
        actions.load_registers(None, by=bob, records=[], regions=[])


def test_an_accepted_invitation_makes_a_member_or_an_administrator(bob, utrecht, admin):
    invitation = actions.invite(utrecht, by=admin, email="BOB@elders.example", role="admin", message="Kom erbij")
    assert actions.accept_invitation(invitation, by=bob) == utrecht
    membership = Membership.objects.get(person=bob)
    assert (membership.is_active, membership.is_admin, membership.verified_by) == (True, True, "invitation")
    with pytest.raises(Mistake):
        actions.accept_invitation(invitation, by=admin)


def test_an_invitation_works_for_sixty_days(bob, utrecht, admin):
    invitation = actions.invite(utrecht, by=admin, at=AT, email="bob@elders.example")
    with pytest.raises(Mistake):
        actions.accept_invitation(invitation, by=bob, at=AT + timedelta(days=61))
    actions.accept_invitation(invitation, by=bob, at=AT + timedelta(days=59))


def test_a_second_invitation_replaces_the_first(bob, utrecht, admin):
    first = actions.invite(utrecht, by=admin, email="bob@elders.example")
    second = actions.invite(utrecht, by=admin, email="bob@elders.example")
    with pytest.raises(Mistake):
        actions.accept_invitation(first, by=bob)
    actions.accept_invitation(second, by=bob)


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "geen"), ("email", ""), ("message", "x" * 5000), ("message", "a\x00b"), ("role", "baas")],
)
def test_an_invitation_that_cannot_be_sent_is_told_per_field(utrecht, admin, field, value):
    with pytest.raises(Mistake) as told:
        actions.invite(utrecht, by=admin, **({"email": "bob@elders.example"} | {field: value}))
    assert list(told.value.sentences) == [field]


def test_a_withdrawn_invitation_no_longer_works(bob, utrecht, admin):
    invitation = actions.invite(utrecht, by=admin, email="bob@elders.example")
    with pytest.raises(Refused):
        actions.withdraw_invitation(invitation, by=bob)
    actions.withdraw_invitation(invitation, by=admin)
    with pytest.raises(Mistake):
        actions.accept_invitation(invitation, by=bob)
