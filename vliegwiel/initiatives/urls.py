"""Addresses under /initiatieven/ (the overview itself belongs to the room `overview`)."""

from django.urls import include, path

from .views import carriers, course, hanging, merging, parts, submission, tabs, words, writing

app_name = "initiatives"
WRITING = [
    path("nieuw/", submission.new, name="new"),
    path("nieuw/leesniveau/", submission.reading_level, name="reading-level"),
    path("nieuw/<secret:secret>/", submission.draft, name="draft"),
    path("nieuw/<secret:secret>/bewaar/", submission.keep, name="draft-keep"),
    path("nieuw/<secret:secret>/<int:step>/", submission.draft, name="draft"),
]

WORDS = [
    path("themas/", words.themes, name="themes"),
    path("themas/<name:slug>/", words.theme, name="theme"),
    path("routes/<code:code>/", words.tracks, name="tracks"),
]
REUSE = [
    path("bouwsteen/<code:code>/", parts.part, name="part"),
    path("bouwsteen/<code:code>/hergebruiken/", parts.reuse, name="reuse"),
]
MERGING = [
    path("samenvoeging/<code:code>/", merging.merger, name="merger"),
    path("samenvoeging/<code:code>/akkoord/", merging.agree, name="merger-agree"),
    path("samenvoeging/<code:code>/niet/", merging.decline, name="merger-decline"),
    path("samenvoeging/<code:code>/terug/", merging.undo, name="merger-undo"),
]
TABS = [
    path("", tabs.initiative, name="initiative"),
    path("voortgang/", tabs.progress, name="progress"),
    path("bouwstenen/", tabs.parts, name="parts"),
    path("toetsen/", tabs.checks, name="checks"),
    path("team/", tabs.team, name="team"),
    path("bestanden/", tabs.files, name="files"),
    path("geschiedenis/", tabs.history, name="history"),
    path("reacties/", tabs.conversation, name="conversation"),
]
CHANGING = [
    path("bewerken/", writing.edit, name="edit"),
    path("fase/", course.move, name="move"),
    path("afsluiten/", course.end, name="end"),
    path("samenvoegen/<code:other>/", merging.merge, name="merge"),
    path("hervatten/", course.revive, name="revive"),
    path("kring/", course.ring, name="ring"),
    path("team/erbij/", carriers.give_role, name="give-role"),
    path("team/<code:person>/<name:role>/einde/", carriers.take_role, name="take-role"),
    path("team/<code:person>/<name:role>/overdragen/", carriers.hand_over, name="hand-over"),
    path("van-ons/", carriers.claim, name="claim"),
    path("organisaties/erbij/", carriers.take_part, name="take-part"),
    path("organisaties/<code:organisation>/einde/", carriers.let_go, name="let-go"),
    path("interesse/", carriers.show_interest, name="show-interest"),
    path("bouwstenen/erbij/", parts.add_part, name="add-part"),
    path("bouwstenen/<code:part>/bewerken/", parts.edit_part, name="edit-part"),
    path("bouwstenen/<code:part>/weg/", parts.remove_part, name="remove-part"),
    path("toetsen/erbij/", hanging.add_check, name="add-check"),
    path("toetsen/<code:check>/weg/", hanging.remove_check, name="remove-check"),
    path("nieuws/erbij/", hanging.add_update, name="add-update"),
    path("nieuws/<code:update>/weg/", hanging.remove_update, name="remove-update"),
    path("links/erbij/", hanging.set_link, name="set-link"),
    path("links/<code:link>/weg/", hanging.remove_link, name="remove-link"),
    path("bestanden/erbij/", hanging.attach_file, name="attach-file"),
    path("bestanden/<code:file>/weg/", hanging.remove_file, name="remove-file"),
]

urlpatterns: list = [
    *WRITING,
    *WORDS,
    *REUSE,
    *MERGING,
    path("<code:code>/", tabs.initiative, name="initiative-by-code"),
    path("<code:code>/<name:slug>/", include([*TABS, *CHANGING])),
]
