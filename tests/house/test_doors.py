"""One way in and one way to see: only actions write, and views begin with what this person may see."""

import ast

from tests.house.house import PACKAGE, named, python_files, tree

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "delete",
    "select_for_update",
}
NO_ROW = {"cache", "session", "default_storage", "messages", "file", "storage", "hashlib", "errors", "data", "fields"}
"""Things with a method called save, update or delete that are no rows of the database."""
HELPS_AN_ACTION = {
    "vliegwiel/activity/door.py": "the door itself",
    "vliegwiel/people/keys.py": "gives and takes keys, inside the transaction of the action that calls it",
    "vliegwiel/people/models/person.py": "keeps the mail address in one form, whoever saves",
    "vliegwiel/people/invitations.py": "the shared part of invitations, called by the actions of three rooms",
    "vliegwiel/initiatives/audience.py": "rewrites the audience, inside the action that changes what it follows from",
    "vliegwiel/files/storing.py": "the shared part of attaching, called by the actions of upper rooms",
    "vliegwiel/transfer/simulation.py": "fills a database with COPY; the one named exception",
}


def rooms_files():
    return [path for path in python_files() if path.relative_to(PACKAGE).parts[0] != "machinery"]


def writes_in(module: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id in NO_ROW)
    ]  # fmt: skip


def test_only_actions_write():
    strays = {
        f"{path.relative_to(PACKAGE.parent)}:{line}"
        for path in rooms_files()
        if not named(path, "actions") and str(path.relative_to(PACKAGE.parent)) not in HELPS_AN_ACTION
        for line in writes_in(tree(path))
    }
    assert strays == set()


def test_exceptions_are_still_there():
    gone = [path for path in HELPS_AN_ACTION if not (PACKAGE.parent / path).exists()]
    assert gone == []


def test_views_begin_with_what_this_person_may_see():
    """In a view `.objects` is followed by `visible_to`, or by a finder that asks who is looking."""
    allowed = {"visible_to", "opened_with"}
    bare = []
    for path in rooms_files():
        if not named(path, "views"):
            continue
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
                continue
            if node.value.attr == "objects" and node.attr not in allowed:
                bare.append(f"{path.relative_to(PACKAGE)}:{node.lineno} .objects.{node.attr}")
    assert bare == []


def test_actions_know_no_pages():
    """Below the views nobody knows about requests."""
    strays = []
    for path in rooms_files():
        if named(path, "actions", "rules", "queries", "models", "journey"):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                    ("django.http", "django.shortcuts")
                ):
                    strays.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert strays == []


def test_every_page_answers_head_as_it_answers_get():
    """Who looks after an installation asks with HEAD whether it is there."""
    deaf = []
    for path in python_files():
        deaf += [f"{path.name}: {node.lineno}" for node in ast.walk(tree(path)) if _takes_get_only(node)]
    assert deaf == []


def _takes_get_only(node: ast.AST) -> bool:
    if isinstance(node, ast.Name) and node.id == "require_GET":
        return True
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require_http_methods"):
        return False
    words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return "GET" in words and "HEAD" not in words
