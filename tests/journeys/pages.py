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
    Line("people:language", "/taal/", status=405),
    Line("", "/bestaat-niet/", status=404),
    Line("", "/initiatieven/{secret}/", "outsider", status=404),
]
LOOKING = [
    Line("overview:overview", "/initiatieven/"),
    Line("overview:overview", "/initiatieven/?beeld=kaart"),
    Line("overview:overview", "/initiatieven/?beeld=bord", "lead"),
    Line("overview:overview", "/initiatieven/?beeld=web"),
    Line("overview:overview", "/initiatieven/?beeld=web&knoop={letters-code}&stappen=2", "lead"),
    Line("overview:overview", "/initiatieven/?beeld=web&van=zzzzzzzz&naar={letters-code}"),
    Line("overview:overview", "/initiatieven/?soort=pilot&thema=bestuur&ruimte={pilotstarter-code}", "lead"),
    Line("overview:overview", "/initiatieven/?q=bestaatnietzeker"),
    Line("matching:search", "/zoeken/"),
    Line("matching:search", "/zoeken/?q=brieven", "lead"),
    Line("matching:search", "/zoeken/?q=xqzxqz"),
    Line("matching:looks-like", "/zoeken/lijkt-op/{letters-code}/"),
    Line("matching:looks-like", "/zoeken/lijkt-op/{letters-code}/", "lead"),
    Line("matching:search", "/zoeken/?q=brieven&in=initiatieven", "lead"),
    Line("matching:unfit", "/zoeken/lijkt-op/{letters-code}/past-niet/{counter-code}/", "lead"),
    Line("matching:unfit-part", "/zoeken/lijkt-op/{anonymise-code}/past-niet/bouwsteen/{part}/", "outsider"),
    Line("matching:doubles", "/zoeken/dubbel/", "operator"),
    Line("matching:doubles", "/zoeken/dubbel/?van={letters-code}", "operator"),
    Line("matching:bundle", "/zoeken/bundel/{bundle}/lakken/"),
    Line("initiatives:merge", "/initiatieven/{letters}/samenvoegen/{counter-code}/", "lead"),
    Line("initiatives:merger", "/initiatieven/samenvoeging/{merger}/", "lead"),
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
        hand_over="/initiatieven/{letters}/team/{who-colleague}/{role}/overdragen/?zoek=bakker",
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
    Line("people:employer", "/account/waar-werk-je/?q=zwolle", "stranger"),
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
PILOTS = [
    Line("pilots:check-ins", "/initiatieven/{letters}/check-ins/"),
    Line("pilots:anchoring", "/initiatieven/{letters}/verankering/"),
    Line("pilots:minute", "/initiatieven/{letters}/in-een-minuut/", "colleague"),
    Line("pilots:reporting", "/initiatieven/{anonymise}/programma/", "outsider"),
    Line("pilots:desk", "/programmatafel/", "stranger", status=403),
    *_many(
        "lead",
        room="pilots",
        check_ins="/initiatieven/{letters}/check-ins/",
        check_in_new="/initiatieven/{letters}/check-ins/nieuw/?meer=question",
        check_in_ring="/initiatieven/{letters}/check-ins/{check-in}/kring/",
        rhythm="/initiatieven/{letters}/check-ins/ritme/",
        anchoring="/initiatieven/{letters}/verankering/",
        anchor="/initiatieven/{letters}/verankering/bestuur/",
        invite="/initiatieven/{letters}/team/uitnodigen/?rol=ambassador",
        stop_reporting="/initiatieven/{letters}/programma/stoppen/",
        reply="/acties/{waiting}/reactie/",
    ),
    *_many(
        "manager",
        room="pilots",
        desk="/programmatafel/",
        flock="/programmatafel/pilots/",
        programme="/programmatafel/programma/{pilotstarter-code}/",
        ask_report="/programmatafel/programma/{pilotstarter-code}/vragen/?zoek=lakken",
        action="/acties/{action}/",
        answer="/acties/{action}/antwoord/",
        ask_back="/acties/{action}/terugvragen/",
        hand_on="/acties/{action}/doorgeven/",
        merge="/acties/{action}/samenvoegen/",
    ),
    Line("pilots:desk", "/programmatafel/?beeld=bord", "manager"),
    Line("pilots:flock", "/programmatafel/pilots/?let-op=stil", "manager"),
    Line("pilots:reopen", "/acties/{action}/opnieuw/", "lead", status=403),
]
EXCHANGE = [
    Line("exchange:needs", "/gezocht/"),
    Line("exchange:needs", "/gezocht/?soort=expertise&status=alle", "lead"),
    Line("exchange:offers", "/aanbod/", "outsider"),
    Line("exchange:need", "/gezocht/{market}/"),
    Line("exchange:need", "/gezocht/{need}/", "lead"),
    Line("exchange:need", "/gezocht/{woo}/", "outsider"),
    Line("exchange:need", "/gezocht/{job}/", "community"),
    Line("exchange:need-by-code", "/gezocht/{need-code}/", "outsider"),
    Line("exchange:ask-to-join", "/gezocht/{need}/meedoen/", "outsider"),
    Line("exchange:dismiss-match", "/gezocht/{woo}/suggesties/{suggestion}/nee/", "outsider"),
    Line("exchange:offer", "/aanbod/{offer}/", "lead"),
    Line("exchange:offer-by-code", "/aanbod/{offer-code}/", "outsider"),
    Line("exchange:ask-for-offer", "/aanbod/{offer}/vragen/", "lead"),
    Line("exchange:edit-offer", "/aanbod/{offer}/bewerken/", "outsider"),
    Line("exchange:step-offer", "/aanbod/{offer}/intrekken/", "outsider"),
    Line("exchange:offer-to-market", "/aanbod/{offer}/markt/", "outsider"),
    Line("exchange:withdraw", "/verbindingen/vraag/{asked}/intrekken/", "community"),
    Line("exchange:connection", "/verbindingen/{met}/", "outsider"),
    Line("exchange:outcome", "/verbindingen/{met}/wat-kwam-ervan/", "outsider"),
    Line("exchange:give-back", "/verbindingen/{met}/plaats-terug/", "outsider"),
    *_many(
        "lead",
        room="exchange",
        mine="/verbindingen/",
        introduce="/verbindingen/voorstellen/?q=a",
        proposal="/verbindingen/vraag/{asked}/",
        new_need="/gezocht/nieuw/",
        new_offer="/aanbod/nieuw/",
        edit_need="/gezocht/{need}/bewerken/",
        step_need="/gezocht/{need}/gevonden/",
        need_to_market="/gezocht/{need}/markt/",
        initiative_needs="/initiatieven/{letters}/gezocht/",
    ),
]
HELPING = [
    Line("helping:who-knows", "/personen/wie-weet/"),
    Line("helping:who-knows", "/personen/wie-weet/?q=brieven+herschrijven", "outsider"),
    Line("helping:who-knows", "/personen/wie-weet/?q=xqzxqz&regio=x", "lead"),
    Line("helping:around", "/personen/wie-weet/bij/{letters-code}/", "lead"),
    Line("helping:ask", "/personen/wie-weet/vragen/?wie={who-lead}&q=brieven", "outsider"),
    Line("helping:ask-more", "/personen/wie-weet/vragen/{question}/erbij/", "outsider"),
    Line("helping:pass-on", "/personen/wie-weet/vragen/{question}/doorgeven/", "lead"),
    Line("exchange:questions", "/vragen/", "lead"),
    Line("exchange:question", "/vragen/{question}/", "lead"),
    Line("exchange:question", "/vragen/{question}/", "outsider"),
    Line("exchange:question", "/vragen/{shared-question}/", "colleague"),
    Line("exchange:share-question", "/vragen/{shared-question}/delen/", "community"),
    Line("exchange:experience", "/personen/{who-lead}/ervaring/", "outsider"),
    Line("exchange:experience", "/personen/{who-lead}/ervaring/", "lead"),
    Line("exchange:coffee", "/koffie/", "community"),
    Line("exchange:coffee", "/koffie/", "supplier"),
    Line("exchange:coffee-pair", "/koffie/{coffee}/", "outsider"),
]
PLAYING_FIELD = [
    *(Line("stakeholders:field", f"/initiatieven/{{letters}}/speelveld/?beeld={look}", "lead") for look in
      ("tabel", "kwadrant", "banen", "web")),
    Line("stakeholders:field", "/initiatieven/{letters}/speelveld/?beeld=kwadrant&niveau=bestuur", "manager"),
    *_many(
        "lead",
        room="stakeholders",
        add="/initiatieven/{letters}/speelveld/erbij/",
        field_ring="/initiatieven/{letters}/speelveld/kring/",
        stakeholder="/initiatieven/{letters}/speelveld/{party}/",
        edit="/initiatieven/{letters}/speelveld/{party}/wijzigen/",
    ),
    *_many(
        "manager",
        room="stakeholders",
        web="/speelveld/",
        party="/speelveld/partij/{ministry}/",
        prepare="/speelveld/partij/{ministry}/gesprek/",
        conversation="/speelveld/gesprek/{talk}/",
        tell="/speelveld/gesprek/{talk}/uitkomst/",
    ),
    Line("stakeholders:web", "/speelveld/", "stranger"),
]  # fmt: skip
CONVERSATION = [
    Line("initiatives:conversation", "/initiatieven/{letters}/reacties/"),
    Line("initiatives:conversation", "/initiatieven/{letters}/reacties/", "lead"),
    Line("initiatives:conversation", "/initiatieven/{letters}/reacties/", "outsider"),
    Line("conversation:talk", "/reacties/ruimte/{pilotstarter-code}/", "manager"),
    Line("conversation:reports", "/reacties/meldingen/", "operator"),
    Line("conversation:reports", "/reacties/meldingen/", "manager"),
    Line("conversation:hide", "/reactie/{reported}/verbergen/", "operator"),
    Line("conversation:decide", "/reactie/{appealed}/besluit/", "operator"),
    Line("conversation:reply", "/reactie/{comment}/antwoord/", "outsider"),
    Line("conversation:report", "/reactie/{comment}/melden/", "outsider"),
    Line("conversation:versions", "/reactie/{comment}/versies/"),
    Line("conversation:change", "/reactie/{comment}/wijzigen/", "lead"),
    Line("conversation:withdraw", "/reactie/{comment}/intrekken/", "lead"),
    Line("conversation:appeal", "/reactie/{hidden}/bezwaar/", "lead"),
]
NEWS = [
    Line("notifications:news", "/meldingen/", "lead"),
    Line("notifications:news", "/meldingen/?toon=nieuw", "stranger"),
    Line("notifications:wishes", "/meldingen/voorkeuren/", "lead"),
    Line("notifications:refused", "/meldingen/geweigerd/", "operator"),
    Line("notifications:follows", "/volgen/", "lead"),
    Line("notifications:follow", "/volgen/initiatief/{letters-code}/", "outsider"),
    Line("notifications:stop", "/meldingen/stop/{stop}/"),
    Line("notifications:address", "/meldingen/mailadres/oud-en-verlopen/", status=404),
    Line("home:work", "/mijn-werk/", "lead"),
    Line("home:work", "/mijn-werk/", "manager"),
    Line("home:work", "/mijn-werk/", "stranger"),
    Line("home:calendar-address", "/mijn-werk/agenda/", "lead"),
]
PAGES = [
    *NEWS,
    *PLAYING_FIELD,
    *CONVERSATION,
    *HELPING,
    *PILOTS,
    *FRONT,
    *LOOKING,
    *INITIATIVE,
    *SPACES,
    *PEOPLE,
    *ACCOUNTS,
    *IMPORTS,
    *EXCHANGE,
]


def url_names(patterns=None, room: str = "") -> set[str]:
    """The name of every address of the program."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= url_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{room}{pattern.name}")
    return found
