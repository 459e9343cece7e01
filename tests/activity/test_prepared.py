"""A prepared query answers what the same query would, for every viewer and every value."""

from types import SimpleNamespace

import pytest
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Value

from vliegwiel.activity.audience import tokens_of
from vliegwiel.activity.models import Activity
from vliegwiel.activity.prepared import Prepared, among, given

NET, ORG = SimpleNamespace(tokens=["net"], pk=1), SimpleNamespace(tokens=["net", "org:7"], pk=2)


@pytest.fixture
def lines(db):
    def line(kind, *tokens):
        return Activity.objects.create(
            kind=kind, at="2026-11-22T12:00Z", target_type="x.y", target_id=len(kind), audience=list(tokens)
        )

    return [line("a.open", "public"), line("b.net", "net"), line("c.own", "org:7"), line("d.none")]


def same_kind(viewer, kind):
    other = Activity.objects.filter(kind=OuterRef("kind"), audience__overlap=tokens_of(viewer))
    return Activity.objects.visible_to(viewer).annotate(again=Exists(other)).filter(kind=given(kind, CharField()))


def test_rows_come_with_what_was_annotated_and_only_for_who_may_see_them(lines):
    found = Prepared(same_kind, "kind")
    for viewer, kind in [(None, "a.open"), (NET, "b.net"), (ORG, "c.own")]:
        (row,) = found(viewer, kind=kind)
        assert (row.kind, row.again, row.pk) == (kind, True, next(one.pk for one in lines if one.kind == kind))
    assert found(None, kind="b.net") == found(NET, kind="c.own") == found(ORG, kind="d.none") == []


def test_the_answer_of_one_viewer_is_not_that_of_the_next(lines):
    kinds = Prepared(lambda viewer, ids: Activity.objects.visible_to(viewer).filter(among(ids, Activity)), "ids")
    ids = [one.pk for one in lines]
    assert [len(kinds(viewer, ids=ids)) for viewer in (ORG, None, NET, ORG)] == [3, 1, 2, 3]
    assert kinds(ORG, ids=[]) == []


def test_tuples_come_in_the_order_of_the_columns_also_of_several_queries_together(lines):
    def both(viewer, number):
        rows = Activity.objects.visible_to(viewer).order_by()
        first = rows.filter(kind="a.open").values_list(Value("open", output_field=CharField()), "kind")
        wanted = given(number, BigIntegerField())
        return first.union(rows.filter(target_id=wanted).values_list(Value("size"), "kind"), all=True)

    found = Prepared(both, "number")
    assert sorted(found(ORG, number=5)) == [("open", "a.open"), ("size", "b.net"), ("size", "c.own")]
    assert found(None, number=5) == [("open", "a.open")]


def test_what_is_of_a_person_is_of_nobody_else(lines):
    own = Prepared(lambda viewer: Activity.objects.visible_to(viewer).filter(target_id=viewer.pk).values_list("kind"))
    six = SimpleNamespace(tokens=[], pk=6)
    assert own(six) == [("a.open",)]
    assert own(ORG) == own(None) == []


def test_hostile_values_are_values(lines):
    found = Prepared(same_kind, "kind")
    for hostile in ("' or 1=1 --", "%s", "a.open' --", "é\u202e"):
        assert found(ORG, kind=hostile) == []
