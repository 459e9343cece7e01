"""Every page, by url name: who looks, and what stands in its address. A new url name needs a line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Line:
    """One page to look at. `address` holds words of `furnishing` in braces."""

    name: str
    address: str
    who: str = "visitor"
    status: int = 200
    language: str = ""
    """Only for a page that is the same in every language."""


def _many(who: str, **addresses: str) -> list[Line]:
    """Lines of one room and one person, by the name of the page."""
    room = addresses.pop("room")
    return [Line(f"{room}:{name.replace('_', '-')}", address, who) for name, address in addresses.items()]


FRONT = [
    Line("home:front", "/"),
    Line("home:front", "/", "lead"),
    Line("home:privacy", "/privacy/"),
    Line("home:accessibility", "/toegankelijkheid/"),
    Line("home:source-code", "/broncode/"),
    Line("core:gallery", "/componenten/"),
    Line("core:offline", "/offline/", language="nl"),
    Line("core:language", "/taal/", status=405),
    Line("", "/bestaat-niet/", status=404),
    Line("", "/initiatieven/{secret}/", "outsider", status=404),
]
LOOKING = [
    Line("overview:overview", "/initiatieven/"),
    Line("overview:overview", "/initiatieven/?beeld=kaart"),
    Line("overview:overview", "/initiatieven/?beeld=bord", "lead"),
    Line("overview:overview", "/initiatieven/?soort=pilot&thema=bestuur&ruimte={pilotstarter-code}", "lead"),
    Line("overview:overview", "/initiatieven/?q=bestaatnietzeker"),
    Line("matching:search", "/zoeken/"),
    Line("matching:search", "/zoeken/?q=brieven", "lead"),
    Line("matching:search", "/zoeken/?q=xqzxqz"),
    Line("matching:looks-like", "/zoeken/lijkt-op/{letters-code}/"),
]
INITIATIVE = [
    Line("initiatives:initiative", "/initiatieven/{letters}/"),
    Line("initiatives:initiative", "/initiatieven/{counter}/"),
    Line("initiatives:initiative-by-code", "/initiatieven/{verify-code}/", "lead"),
    Line("initiatives:part", "/initiatieven/bouwsteen/{part}/"),
    Line("initiatives:reuse", "/initiatieven/bouwsteen/{part}/hergebruiken/", "outsider"),
    Line("initiatives:themes", "/initiatieven/themas/", "operator"),
    Line("initiatives:themes", "/initiatieven/themas/", "lead", status=403),
    Line("initiatives:theme", "/initiatieven/themas/bestuur/", "operator"),
    Line("initiatives:tracks", "/initiatieven/routes/{workshop-code}/", "lead"),
    Line("initiatives:revive", "/initiatieven/{counter}/hervatten/", "outsider"),
    Line("initiatives:show-interest", "/initiatieven/{letters}/interesse/", "community"),
    Line("initiatives:new", "/initiatieven/nieuw/"),
    Line("initiatives:draft", "/initiatieven/nieuw/{draft}/1/"),
    Line("initiatives:draft", "/initiatieven/nieuw/{draft}/2/", "lead"),
    Line("initiatives:draft", "/initiatieven/nieuw/{draft}/3/"),
    Line("initiatives:draft", "/initiatieven/nieuw/{draft}/3/", "lead"),
    *_many(
        "lead",
        room="initiatives",
        initiative="/initiatieven/{letters}/",
        progress="/initiatieven/{letters}/voortgang/",
        parts="/initiatieven/{letters}/bouwstenen/",
        checks="/initiatieven/{letters}/toetsen/",
        team="/initiatieven/{letters}/team/",
        files="/initiatieven/{letters}/bestanden/",
        history="/initiatieven/{letters}/geschiedenis/",
        edit="/initiatieven/{letters}/bewerken/",
        move="/initiatieven/{letters}/fase/",
        end="/initiatieven/{letters}/afsluiten/",
        ring="/initiatieven/{letters}/kring/",
        give_role="/initiatieven/{letters}/team/erbij/?zoek=jansen",
        take_role="/initiatieven/{letters}/team/{who-colleague}/{role}/einde/",
        take_part="/initiatieven/{letters}/organisaties/erbij/?zoek=utrecht",
        let_go="/initiatieven/{letters}/organisaties/{at-tilburg}/einde/",
        add_part="/initiatieven/{letters}/bouwstenen/erbij/",
        edit_part="/initiatieven/{letters}/bouwstenen/{part}/bewerken/",
        remove_part="/initiatieven/{letters}/bouwstenen/{part}/weg/",
        add_check="/initiatieven/{letters}/toetsen/erbij/",
        remove_check="/initiatieven/{letters}/toetsen/{check}/weg/",
        add_update="/initiatieven/{letters}/nieuws/erbij/",
        remove_update="/initiatieven/{letters}/nieuws/{news}/weg/",
        set_link="/initiatieven/{letters}/links/erbij/",
        remove_link="/initiatieven/{letters}/links/{link}/weg/",
        attach_file="/initiatieven/{letters}/bestanden/erbij/",
        remove_file="/initiatieven/{letters}/bestanden/{file}/weg/",
    ),
    Line("initiatives:claim", "/initiatieven/{imported}/van-ons/", "lead"),
]
SPACES = [
    Line("spaces:spaces", "/ruimtes/"),
    Line("spaces:space", "/ruimtes/{register}/"),
    Line("spaces:space-by-code", "/ruimtes/{pilotstarter-code}/", "colleague"),
    Line("spaces:request", "/ruimtes/{pilotstarter}/lidmaatschap-vragen/", "community"),
    Line("spaces:leave", "/ruimtes/{pilotstarter}/vertrekken/", "lead"),
    Line("spaces:new", "/ruimtes/nieuw/", "operator"),
    Line("spaces:step-down", "/ruimtes/{workshop}/neerleggen/", "lead", status=403),
    *_many(
        "manager",
        room="spaces",
        space="/ruimtes/{pilotstarter}/",
        edit="/ruimtes/{pilotstarter}/wijzigen/",
        ring="/ruimtes/{pilotstarter}/wie-ziet-dit/",
        owners="/ruimtes/{pilotstarter}/eigenaren/",
        members="/ruimtes/{pilotstarter}/leden/",
        invite="/ruimtes/{pilotstarter}/leden/uitnodigen/",
        remove_member="/ruimtes/{pilotstarter}/leden/{who-lead}/verwijderen/",
        files="/ruimtes/{pilotstarter}/bestanden/",
        remove_file="/ruimtes/{pilotstarter}/bestanden/{space-file}/verwijderen/",
    ),
]
PEOPLE = [
    Line("people:people", "/personen/"),
    Line("people:people", "/personen/", "colleague"),
    Line("people:person", "/personen/{who-lead}/", "colleague"),
    Line("people:person", "/personen/{who-lead}/", "lead"),
    Line("people:account", "/account/", "lead"),
    Line("people:profile", "/account/profiel/", "lead"),
    Line("people:organisations", "/organisaties/"),
    Line("people:organisations", "/organisaties/?q=zwolle"),
    Line("people:organisation", "/organisaties/{at-zwolle}/"),
    Line("people:organisation", "/organisaties/{at-zwolle}/", "operator"),
    Line("people:join", "/organisaties/{at-hilversum}/lid-worden/", "lead"),
    Line("people:end", "/organisaties/{at-zwolle}/leden/{who-lead}/einde/", "lead"),
    Line("people:invitation", "/uitnodiging/{invitation}/"),
    *_many(
        "operator",
        room="people",
        organisation_add="/organisaties/nieuw/",
        first_admins="/organisaties/eerste-beheerders/",
        organisation_edit="/organisaties/{at-zwolle}/wijzigen/",
        members="/organisaties/{at-zwolle}/leden/",
        invite="/organisaties/{at-zwolle}/uitnodigen/",
    ),
]
ACCOUNTS = [
    Line("account_signup", "/account/aanmelden/"),
    Line("account_login", "/account/inloggen/"),
    Line("account_logout", "/account/uitloggen/", "lead"),
    Line("account_inactive", "/account/gesloten/"),
    Line("account_reauthenticate", "/account/bevestigen/", "lead"),
    Line("account_email", "/account/mailadressen/", "lead"),
    Line("account_email_verification_sent", "/account/mailadres-bevestigen/"),
    Line("account_confirm_email", "/account/mailadres-bevestigen/{confirmation}/"),
    Line("account_confirm_email", "/account/mailadres-bevestigen/verlopen/"),
    Line("account_change_password", "/account/wachtwoord/", "lead"),
    Line("account_reset_password", "/account/wachtwoord-vergeten/"),
    Line("account_reset_password_done", "/account/wachtwoord-vergeten/verstuurd/"),
    Line("account_reset_password_from_key_done", "/account/wachtwoord-vergeten/klaar/"),
    Line("account_reset_password_from_key", "/account/wachtwoord-vergeten/{reset}/"),
    Line("account_reset_password_from_key", "/account/wachtwoord-vergeten/1-verlopen/"),
]
IMPORTS = [
    Line("transfer:imports", "/uitwisselen/", "operator"),
    Line("transfer:new", "/uitwisselen/nieuw/", "operator"),
    Line("transfer:run", "/uitwisselen/{import-chosen}/", "operator"),
    Line("transfer:run", "/uitwisselen/{import-done}/", "operator"),
    Line("transfer:undo", "/uitwisselen/{import-done}/ongedaan/", "operator"),
]
PAGES = [*FRONT, *LOOKING, *INITIATIVE, *SPACES, *PEOPLE, *ACCOUNTS, *IMPORTS]

NO_PAGES = {
    "core:theme": "a stylesheet",
    "core:offline-worker": "a script",
    "home:security": "plain text",
    "files:attachment": "a file",
    "overview:csv": "a file",
    "overview:xlsx": "a file",
    "transfer:example": "a file",
    "transfer:progress": "a piece of the page of an import",
    "matching:similar": "a piece of the page on which one writes; its journey is in test_newcomer",
    "initiatives:draft-keep": "saves while one types",
    "initiatives:reading-level": "a piece of the page on which one writes",
    "spaces:theme": "a stylesheet",
    "spaces:join": "a button",
    "spaces:approve": "a button",
    "spaces:decline": "a button",
    "spaces:make-lead": "a button",
    "people:answer": "a button",
    "people:invitation-withdraw": "a button",
    "account_set_password": "for accounts without a password, which cannot be made here",
}
"""Url names without a page of their own, with what they are."""


def url_names(patterns=None, room: str = "") -> set[str]:
    """The name of every address of the program."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= url_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{room}{pattern.name}")
    return found
