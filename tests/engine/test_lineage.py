"""Ancestors: which there are, by which way, and where the way breaks off."""

from __future__ import annotations

from checker.domain.model import Base, Model, Relation
from checker.engine.lineage import Lineage, trace

from .tiny import model


def lineage(start: Model, *known: Model) -> Lineage:
    models = {entry.id: entry for entry in (start, *known)}
    return trace(start, models.get)


def test_a_model_made_from_nothing_has_no_ancestors() -> None:
    assert lineage(model("m")) == Lineage()


def test_ancestors_come_nearest_first_with_the_way_to_them_in_words() -> None:
    found = lineage(model("m", bases={"a": "adapter", "b": "merge"}), model("a", bases={"root": "distilled"}), model("b"), model("root"))
    assert [(ancestor.model.id, ancestor.path) for ancestor in found.ancestors] == [
        ("a", ("adapter for a",)),
        ("b", ("merged from b",)),
        ("root", ("adapter for a", "distilled from root")),
    ]
    assert found.ancestors[2].relations == (Relation.ADAPTER, Relation.DISTILLED)
    assert found.gaps == ()


def test_an_ancestor_that_is_not_known_is_a_gap_with_the_way_to_it() -> None:
    found = lineage(model("m", bases={"a": "finetune"}), model("a", bases={"lost": "quantized"}))
    assert [(gap.model, gap.path, gap.cycle) for gap in found.gaps] == [("lost", ("fine-tune of a", "quantized from lost"), False)]


def test_an_ancestor_reached_twice_by_like_ways_is_told_once() -> None:
    found = lineage(
        model("m", bases={"left": "merge", "right": "merge"}),
        model("left", bases={"root": "finetune"}),
        model("right", bases={"root": "finetune"}),
        model("root"),
    )
    assert [ancestor.model.id for ancestor in found.ancestors] == ["left", "right", "root"]


def test_an_ancestor_reached_by_another_kind_of_way_is_told_again() -> None:
    found = lineage(
        model("m", bases={"student": "merge", "tune": "merge"}),
        model("student", bases={"root": "distilled"}),
        model("tune", bases={"root": "finetune"}),
        model("root", bases={"older": "finetune"}),
        model("older"),
    )
    ways = [(ancestor.model.id, ancestor.path[1]) for ancestor in found.ancestors if ancestor.model.id == "root"]
    assert ways == [("root", "distilled from root"), ("root", "fine-tune of root")]
    assert sum(ancestor.model.id == "older" for ancestor in found.ancestors) == 2


def test_a_longer_way_over_the_same_kinds_of_relation_adds_nothing() -> None:
    found = lineage(model("m", bases={"root": "finetune", "a": "finetune"}), model("a", bases={"root": "finetune"}), model("root"))
    assert [ancestor.model.id for ancestor in found.ancestors] == ["root", "a"]


def test_a_circle_is_a_gap_and_the_search_ends() -> None:
    found = lineage(model("a", bases={"b": "finetune"}), model("b", bases={"a": "finetune"}))
    assert [ancestor.model.id for ancestor in found.ancestors] == ["b"]
    assert [(gap.model, gap.cycle) for gap in found.gaps] == [("a", True)]


def test_a_model_made_from_itself_is_a_circle() -> None:
    assert [gap.cycle for gap in lineage(model("a", bases={"a": "finetune"})).gaps] == [True]


def test_a_base_under_another_name_is_found_as_the_model_it_is() -> None:
    root = model("root", aliases=("alias",))
    start = Model("m", bases=(Base("alias", Relation.FINETUNE), Base("root", Relation.FINETUNE)))
    found = trace(start, lambda name: root if name in ("root", "alias") else None)
    assert [ancestor.model.id for ancestor in found.ancestors] == ["root"]


def test_many_parents_that_share_many_parents_are_searched_in_no_time() -> None:
    layers = [[f"{depth}-{index}" for index in range(6)] for depth in range(12)]
    known = [
        model(name, bases=dict.fromkeys(layers[depth + 1], "merge") if depth + 1 < len(layers) else None)
        for depth, layer in enumerate(layers)
        for name in layer
    ]
    found = lineage(model("m", bases=dict.fromkeys(layers[0], "merge")), *known)
    assert len(found.ancestors) == 6 * 12
