"""Manifests: what a user writes is what the gate is told, and everything that is wrong is told at once, with its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.app.session import Session
from checker.domain.manifest import Manifest
from checker.domain.model import Base, LicenseRef, Relation
from checker.domain.profile import ModelRequest
from checker.errors import InputError
from checker.library.manifest import is_plain
from checker.library.manifest_shape import manifest_shape
from checker.library.shape import problems_of
from checker.textio.document import Document, parse

WORDS = st.sampled_from(["", " ", "a/b", "sandbox", "1"])
VALUES = st.one_of(WORDS, WORDS, WORDS, st.none(), st.booleans(), st.lists(WORDS, max_size=2), st.dictionaries(WORDS, WORDS, max_size=1))
ENTRY_KEYS = st.sampled_from(["model", "model", "use", "revision", "owner", "note", "license", "ownr"])
TREES = st.dictionaries(
    st.sampled_from(["models", "models", "use", "schema", "other"]),
    st.one_of(VALUES, st.lists(st.one_of(VALUES, st.dictionaries(ENTRY_KEYS, VALUES, max_size=4)), max_size=3)),
    max_size=3,
)
"""Manifests, right ones and wrong ones."""
USES = ("assistant", "sandbox")
WHOLE = """\
schema: 1
models:
  - model: meta-llama/Llama-3.3-70B-Instruct
    revision: 6f6073b
    use: assistant
    owner: ml-platform
    note: behind the chat window
  - {model: Qwen/Qwen2.5-3B-Instruct, use: sandbox}
  - model: northwind/triage-1
    use: {id: triage, purpose: commercial, acts: [run, serve], meets: [llama-4-community#built-with-llama]}
    license: llama-4-community
    released: 2025-04-05
    inputs: [text]
    base_models: [{model: meta-llama/Llama-4-Scout-17B-16E-Instruct, relation: finetune}]
"""


def read(session: Session, text: str, uses: tuple[str, ...] | None = USES) -> Manifest:
    return session.library.manifest_of(text.encode(), "models.yaml", uses)


def problems(session: Session, text: str, uses: tuple[str, ...] | None = USES) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(session, text, uses)
    return [str(problem) for problem in caught.value.problems]


class TestWhatIsRead:
    def test_an_entry_with_revision_use_owner_and_note(self, session: Session) -> None:
        first = read(session, WHOLE).entries[0]
        assert first.request == ModelRequest("meta-llama/Llama-3.3-70B-Instruct", None, "6f6073b", "models.yaml:3:5")
        assert (first.use_id, first.use, first.owner, first.note) == ("assistant", None, "ml-platform", "behind the chat window")
        assert first.use_place == "models.yaml:5:10"

    def test_the_entries_keep_their_order(self, session: Session) -> None:
        assert [entry.request.name.split("/")[1] for entry in read(session, WHOLE).entries] == [
            "Llama-3.3-70B-Instruct", "Qwen2.5-3B-Instruct", "triage-1",
        ]  # fmt: skip

    def test_a_model_written_out_has_a_declared_license_and_its_bases(self, session: Session) -> None:
        model = read(session, WHOLE).entries[2].request.written_out
        assert model is not None
        assert model.written_out
        assert model.bases == (Base("meta-llama/Llama-4-Scout-17B-16E-Instruct", Relation.FINETUNE),)
        assert model.released == date(2025, 4, 5)
        (statement,) = model.weights
        assert statement.license == LicenseRef("llama-4-community")
        assert statement.source.title == "the manifest, models.yaml:9:5"

    def test_a_use_written_out_has_its_facts_and_the_duties_it_meets(self, session: Session) -> None:
        manifest = read(session, WHOLE)
        use = manifest.entries[2].use
        assert use is not None
        assert use.id == "triage"
        assert use.facts == {"use.purpose": "commercial", "use.acts": frozenset(["run", "serve"])}
        assert use.meets == frozenset(["llama-4-community#built-with-llama"])
        assert manifest.places["meets:llama-4-community#built-with-llama"] == "models.yaml:10:72"
        assert manifest.places["fact:triage:use.purpose"] == "models.yaml:10:23"

    def test_a_name_alone_serves_the_use_of_the_manifest(self, session: Session) -> None:
        (entry,) = read(session, "use: sandbox\nmodels: [mistralai/Codestral-22B-v0.1]\n").entries
        assert (entry.request.name, entry.request.written_out, entry.use_id) == ("mistralai/Codestral-22B-v0.1", None, "sandbox")

    def test_the_use_may_be_left_out_where_the_profile_has_only_one(self, session: Session) -> None:
        (entry,) = read(session, "models: [mistralai/Codestral-22B-v0.1]\n", ("assistant",)).entries
        assert (entry.use_id, entry.use) == ("", None)

    def test_without_a_profile_at_hand_no_use_is_held_against_it(self, session: Session) -> None:
        entries = read(session, "models: [{model: a/b, use: whatever}, c/d]\n", None).entries
        assert [entry.use_id for entry in entries] == ["whatever", ""]

    def test_one_model_may_serve_two_uses(self, session: Session) -> None:
        entries = read(session, "models: [{model: a/b, use: assistant}, {model: a/b, use: sandbox}]\n").entries
        assert [entry.use_id for entry in entries] == ["assistant", "sandbox"]

    def test_a_manifest_may_list_nothing(self, session: Session) -> None:
        assert read(session, "models: []\n").entries == ()


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "models.yaml:1:1: is empty; list the models under `models:`; `licheck scan --write` finds them"),
            ("- a/b\n", "models.yaml:1:1: expected a mapping of keys, found a list"),
            ("use: sandbox\n", "models.yaml:1:1: the key `models` is missing"),
            ("models:\n", "models.yaml:1:8: expected a list, found nothing; write it as `[…]` or with dashes"),
            ("modles: []\nmodels: []\n", "models.yaml:1:1: unknown key `modles`; did you mean `models`?"),
            ("schema: 2\nmodels: []\n", "models.yaml:1:9: unknown schema version `2`; this licheck reads `schema: 1`"),
            ("models: [{model: a/b, use: asistant}]\n", "models.yaml:1:28: the profile has no use `asistant`; did you mean `assistant`?"),
            (
                "models: [{model: a/b, use: other}]\n",
                "models.yaml:1:28: the profile has no use `other`; the profile has `assistant`, `sandbox`",
            ),
            ("use: asistant\nmodels: []\n", "models.yaml:1:6: the profile has no use `asistant`; did you mean `assistant`?"),
            (
                "models: [a/b]\n",
                "models.yaml:1:10: `a/b` does not say which use it serves; add `use:`; the profile has `assistant`, `sandbox`",
            ),
            ("models: [{model: a/b, use: sandbox, ownr: me}]\n", "models.yaml:1:37: unknown key `ownr`; did you mean `owner`?"),
            ("models: [{use: sandbox}]\n", "models.yaml:1:10: the key `model` is missing"),
            (
                "models: [{model: a/b, use: [sandbox]}]\n",
                "models.yaml:1:28: expected the id of a use, or a use written out; as in `{purpose: …, acts: […]}`",
            ),
            ("models: [{model: a/b, use: {acts: [sreve]}}]\n", "models.yaml:1:36: unknown act `sreve`; did you mean `serve`?"),
            ("models: [{model: a/b, use: {act: [serve]}}]\n", "models.yaml:1:29: unknown key `act`; did you mean `acts`?"),
            (
                "models: [{model: a/b, use: {id: sandbox, acts: [run]}}]\n",
                "models.yaml:1:33: the profile already has a use `sandbox`; name it alone, or give the written-out use another id",
            ),
            (
                "models: [{model: a/b, use: sandbox, license: apache-2}]\n",
                "models.yaml:1:46: unknown license `apache-2`; did you mean `apache-2.0`?",
            ),
            (
                "use: sandbox\nmodels:\n  - a/b\n  - A/b\n",
                "models.yaml:4:5: `A/b` is listed twice for the same use; it is already listed at models.yaml:3:5",
            ),
        ],
    )  # fmt: skip
    def test_it_is_told_with_its_place_and_the_way_out(self, session: Session, text: str, told: str) -> None:
        assert problems(session, text) == [told]

    def test_everything_is_told_at_once(self, session: Session) -> None:
        text = "ues: sandbox\nmodels:\n  - {model: a/b, use: asistant}\n"
        text += "  - {model: c/d, use: sandbox, license: nope-9}\n  - {model: e/f, use: sandbox, note: []}\n"
        told = problems(session, text)
        assert [line.split(": ")[0] for line in told] == ["models.yaml:1:1", "models.yaml:3:23", "models.yaml:4:41", "models.yaml:5:38"]


class TestThePlainOnes:
    """A manifest that only names models is let in without the long way, and only where the long way lets it in too."""

    @pytest.mark.parametrize(
        "text", ["models: []\n", "models: [a/b]\n", "use: sandbox\nmodels: [{model: a/b, use: x, revision: 1, owner: o, note: n}]\n"]
    )
    def test_it_is_told_by_its_words(self, text: str) -> None:
        assert is_plain(parse(text.encode(), "models.yaml").data)

    @given(data=TREES)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
    def test_what_is_plain_is_right(self, session: Session, data: Any) -> None:
        document = Document("models.yaml", data)
        if is_plain(data):
            assert problems_of(document, manifest_shape(session.library.vocabulary)) == []


@pytest.mark.parametrize(
    ("content", "line", "kind"),
    [
        ("# ours?\napiVersion: kubeai.org/v1\nkind: Model\n---\napiVersion: v1\n", 2, "a manifest of Kubernetes"),
        ("{{- range .Values.models }}\n- {{ .name }}\n{{- end }}\n", 1, "a template"),
    ],
)
def test_a_file_of_that_name_that_is_another_tools_is_told_as_such(content: str, line: int, kind: str, session: Session) -> None:
    with pytest.raises(InputError) as caught:
        session.library.manifest_of(content.encode(), "models.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.message) == (line, f"has the name of a manifest, and is {kind}")
    assert "name your manifest under `manifest`" in problem.hint
