"""The HTML review as a file: whole, closed to the outside, the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.app.session import Session
from checker.exporters.characters import visible
from checker.exporters.html_review import HtmlExporter, say, told
from checker.exporters.html_view import View, runs
from tests.exporters.dossiers import HOSTILE, empty, hostile, large, small

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing that is open"

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words += data


@pytest.fixture(scope="module")
def text() -> str:
    return HtmlExporter().render(small()).decode()


def test_every_element_is_closed_in_its_turn(text: str) -> None:
    assert Page(text).open == []


def test_every_id_is_there_once_and_every_link_within_the_page_has_its_target(text: str) -> None:
    elements = Page(text).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {(attributes.get("href") or "")[1:] for _, attributes in elements if (attributes.get("href") or "").startswith("#")}
    assert targets <= set(ids)


def test_nothing_is_loaded_and_only_its_own_script_may_run(text: str) -> None:
    elements = Page(text).elements
    (policy,) = [attributes["content"] for tag, attributes in elements if attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not [tag for tag, attributes in elements if "src" in attributes or any(name.startswith("on") for name in attributes)]
    assert [attributes["href"] for tag, attributes in elements if tag == "link"] == ["data:,"]
    assert not [tag for tag, attributes in elements if "style" in attributes], "the policy would not let it count"


def test_all_verdicts_reasons_duties_and_questions_stand_in_it_without_its_script(text: str) -> None:
    words = " ".join(Page(text).words.split())
    dossier = small()
    for result in dossier.report.results:
        assert result.model in words
        for reason in result.reasons:
            assert reason.says.split("`")[0].strip() in words
        for duty in result.duties:
            assert duty.says in words
        for question in result.questions:
            assert question.ask in words
    for shared in View(dossier).shared:
        for clause in shared.consultation.clauses:
            assert clause.says in words
    for consulted in dossier.texts:
        assert consulted.license.text_sha256 in words


def test_it_says_once_that_it_is_no_advice_and_what_it_rests_on(text: str) -> None:
    words = Page(text).words
    assert words.count("not legal advice") == 1
    assert "It rests on the profile as stated" in words
    assert small().report.library_sha256 in words


def test_hostile_names_are_words_and_nothing_else(tmp_path: Path) -> None:
    page = Page(HtmlExporter().render(hostile(tmp_path)).decode())
    assert page.open == []
    assert [tag for tag, _ in page.elements if tag in ("script", "img", "b")] == ["script"]
    assert [tag for tag, attributes in page.elements if "onload" in attributes or "onerror" in attributes] == []
    words = " ".join(page.words.split())
    for name in HOSTILE:
        assert visible(name) in words, name
    assert "49" not in re.findall(r"\b49\b", words)
    assert "\u202e" not in words
    addresses = [attributes["href"] or "" for tag, attributes in page.elements if tag == "a"]
    assert all(address.startswith(("#", "https://", "http://")) for address in addresses)


def test_a_stretch_from_right_to_left_is_kept_to_itself() -> None:
    assert say("a نموذج <b>") == "a <bdi>نموذج</bdi> &lt;b&gt;"


def test_what_is_to_be_typed_is_set_apart() -> None:
    assert told("leave it out with `--evidence <x>`, or not") == "leave it out with <code>--evidence &lt;x&gt;</code>, or not"
    assert told("one ` alone") == "one ` alone"


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert HtmlExporter().render(small()) == HtmlExporter().render(small())


def test_nothing_to_judge_is_said() -> None:
    page = Page(HtmlExporter().render(empty()).decode())
    assert "Nothing was judged: no model was chosen." in page.words
    assert page.open == []


def test_what_many_verdicts_share_stands_in_it_once(session: Session) -> None:
    dossier = large(session, 150)
    view = View(dossier)
    told_in_all = sum(len(entry.shared) for entry in view.entries)
    assert len(view.shared) < told_in_all / 2
    covered = {(number, entry.number) for entry in view.entries for number, _ in entry.shared}
    assert covered == {(shared.number, number) for shared in view.shared for number in shared.verdicts}


def test_verdicts_are_numbered_the_worst_first() -> None:
    entries = View(small()).entries
    severities = [entry.result.verdict.severity for entry in entries]
    assert severities == sorted(severities, reverse=True)
    assert [entry.number for entry in entries] == list(range(1, 12))


def test_runs_of_numbers() -> None:
    assert runs([3, 1, 2, 7]) == [(1, 3), (7, 7)]
    assert runs([]) == []
