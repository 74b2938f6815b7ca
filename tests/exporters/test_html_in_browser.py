"""The HTML review in a real browser: clicks, filters, keyboard, paper, readers of the screen, and nothing from outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checker.app.session import Session
from checker.domain.dossier import Dossier
from checker.exporters.characters import visible
from checker.exporters.html_review import HtmlExporter
from tests.exporters.browser import axe, launched
from tests.exporters.dossiers import HOSTILE, decided, empty, hostile, large, small

PATIENCE = 60_000
"""Milliseconds that a machine with much else to do may take; on an idle one nothing takes a second."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@dataclass
class Opened:
    """A page in the browser, and what it did besides being read."""

    page: Page
    address: str
    told: list[str] = field(default_factory=list)
    """Console messages, errors and dialogs."""
    asked: list[str] = field(default_factory=list)
    """Requests for anything but the page itself."""

    def shown(self) -> list[str]:
        """Numbers of the verdicts in the list that can be seen."""
        return self.page.eval_on_selector_all(".verdict", "all => all.filter(e => e.offsetParent).map(e => e.dataset.n)")

    def status(self) -> str:
        """What the live region says."""
        return self.page.inner_text("#shown")

    def hash(self) -> str:
        """The state in the address."""
        return str(self.page.evaluate("location.hash"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, session: Session) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    dossiers: dict[str, Dossier] = {"small": small(), "hostile": hostile(folder), "empty": empty(), "large": large(session, 1000)}
    dossiers["decided"] = decided(folder)
    paths = {}
    for name, dossier in dossiers.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_bytes(HtmlExporter().render(dossier))
    return paths


class Opener:
    """Opens pages, and sees after each test that they kept to themselves."""

    def __init__(self, browser: Browser, files: dict[str, Path]) -> None:
        self.browser, self.files, self.opened = browser, files, list[Opened]()

    def __call__(self, name: str = "small", at: str = "", *, width: int = 1280, scheme: str = "light", scripted: bool = True) -> Opened:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripted,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        done = Opened(page, self.files[name].as_uri())
        page.on("console", lambda message: done.told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: done.told.append(str(error)))
        page.on("dialog", lambda dialog: (done.told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: done.asked.append(request.url))
        page.goto(done.address + at)
        self.opened.append(done)
        return done


@pytest.fixture
def opens(browser: Browser, files: dict[str, Path]) -> Iterator[Opener]:
    opener = Opener(browser, files)
    yield opener
    for done in opener.opened:
        elsewhere = [url for url in done.asked if not url.startswith((done.address, "data:"))]
        assert (done.told, elsewhere) == ([], [])
        done.page.context.close()


class TestFilters:
    def test_all_is_shown_at_first(self, opens: Opener) -> None:
        page = opens()
        assert len(page.shown()) == 11
        assert page.status() == "11 verdicts"

    def test_by_verdict_and_the_matrix_follows(self, opens: Opener) -> None:
        page = opens()
        page.page.check("input[value=deny]")
        shown = page.shown()
        assert set(page.page.eval_on_selector_all(".verdict:not([hidden])", "all => all.map(e => e.dataset.verdict)")) == {"deny"}
        assert page.status() == f"{len(shown)} of 11 verdicts"
        rows = page.page.eval_on_selector_all(".matrix tbody tr:not([hidden])", "all => all.length")
        assert rows == len(shown)
        assert page.page.eval_on_selector_all(".group:not([hidden])", "all => all.length") == 1

    def test_by_use_publisher_and_license(self, opens: Opener) -> None:
        page = opens()
        page.page.select_option("#use", "gnomes")
        assert page.status() == "2 of 11 verdicts"
        page.page.select_option("#license", "small-1.0")
        both = page.shown()
        page.page.select_option("#publisher", "Small Labs")
        assert page.shown() == [number for number in both if "small/base" in page.page.inner_text(f"#v{number} h4")]

    def test_by_words_of_the_reasoning(self, opens: Opener) -> None:
        page = opens()
        page.page.fill("#q", "Small CREDIT")
        expect(page.page.locator("#shown")).to_contain_text(" of 11")
        for number in page.shown():
            text = page.page.text_content(f"#v{number}") or ""
            assert "credit" in text.casefold()

    def test_nothing_left_is_said_and_clear_brings_all_back(self, opens: Opener) -> None:
        page = opens()
        page.page.fill("#q", "no such words anywhere")
        expect(page.page.locator("#shown")).to_have_text("0 of 11 verdicts")
        expect(page.page.locator("#verdicts .none")).to_be_visible()
        page.page.click("#clear")
        expect(page.page.locator("#shown")).to_have_text("11 verdicts")
        assert page.hash() == ""


class TestSharedView:
    def test_the_address_holds_the_view(self, opens: Opener) -> None:
        page = opens()
        page.page.check("input[value=review]")
        page.page.select_option("#use", "triage")
        number = page.shown()[0]
        page.page.click(f"#v{number} summary")
        expect(page.page.locator(f"#v{number} .body")).to_be_visible()
        page.page.wait_for_function("location.hash.includes('open=')")
        assert page.hash() == f"#verdict=review&use=triage&open={number}"
        again = opens(at=page.hash())
        assert again.shown() == page.shown()
        expect(again.page.locator(f"#v{number} .body")).to_be_visible()

    @pytest.mark.parametrize("at", ["#verdict=<b>&use=nobody&open=999,x&q=", "#v1-why", "#nowhere", "#%E0%A4%A", "#q=%00"])
    def test_any_address_opens(self, opens: Opener, at: str) -> None:
        assert opens(at=at).page.title().startswith("License review")


class TestReasoning:
    def test_a_cell_of_the_matrix_leads_to_the_reasons(self, opens: Opener) -> None:
        page = opens()
        cell = page.page.locator("a.cell.deny").first
        number = cell.get_attribute("data-v")
        cell.click()
        expect(page.page.locator(f"#v{number} .body")).to_be_visible()
        assert page.page.evaluate("document.activeElement.closest('.verdict').id") == f"v{number}"

    def test_a_verdict_opens_into_clauses_facts_and_ways_out(self, opens: Opener) -> None:
        page = opens()
        number = page.page.locator("a.cell.conditional").first.get_attribute("data-v")
        body = page.page.locator(f"#v{number} .body")
        page.page.click(f"#v{number} summary")
        body.locator("[data-clauses] summary").first.click()
        expect(body.locator(".rule").first).to_be_visible()
        expect(body).to_contain_text("does not apply")
        expect(body).to_contain_text("900 thousand in December 2025")
        expect(body).to_contain_text("Made with Small")

    def test_a_link_to_a_verdict_that_is_filtered_out_shows_it(self, opens: Opener) -> None:
        page = opens()
        page.page.check("input[value=deny]")
        link = page.page.locator("#duties a[data-v]").first
        number = link.get_attribute("data-v")
        link.click()
        expect(page.page.locator(f"#v{number} .body")).to_be_visible()
        assert page.status() == "11 verdicts"

    def test_what_a_link_leads_to_is_not_behind_the_filters(self, opens: Opener) -> None:
        page = opens().page
        page.click("nav a[href='#duties']")
        page.wait_for_function("document.querySelector('#duties-title').getBoundingClientRect().top < innerHeight")
        bar, title = page.locator("#filters").bounding_box(), page.locator("#duties-title").bounding_box()
        assert bar is not None
        assert title is not None
        assert title["y"] >= bar["y"] + bar["height"]

    def test_all_open_and_close(self, opens: Opener) -> None:
        page = opens()
        page.page.check("input[value=allow]")
        page.page.click("#open-all")
        assert page.page.locator(".verdict > details[open]").count() == len(page.shown())
        page.page.click("#close-all")
        assert page.page.locator(".verdict > details[open]").count() == 0


def test_the_keyboard_reaches_all_of_it(opens: Opener) -> None:
    page = opens().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#q")
    page.keyboard.type("small/base")
    expect(page.locator("#shown")).to_contain_text(" of 11")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    checked = page.evaluate("document.activeElement.checked")
    assert checked is True
    page.click("#clear")
    page.focus("#open-all")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    expect(page.locator("#v1 .body")).to_be_visible()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "solid3px"


@pytest.mark.parametrize("name", ["small", "decided"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 400)])
def test_nobody_is_shut_out(opens: Opener, name: str, scheme: str, width: int) -> None:
    """axe-core's rules, contrast among them, with a verdict and its clauses open."""
    page = opens(name, width=width, scheme=scheme).page
    page.click("#open-all")
    for summary in page.locator(".verdict[data-verdict=conditional] [data-clauses] summary").all():
        summary.click()
    page.evaluate("for (const e of document.querySelectorAll('.list details')) e.open = true")
    page.evaluate("for (const e of document.querySelectorAll('.verdict, .list, .tasks li')) e.style.contentVisibility = 'visible'")
    # The policy of the page lets no script in but its own; the checker goes through the debugger, which it does not bind.
    page.evaluate(axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [{"id": rule["id"], "nodes": [node["html"][:200] for node in rule["nodes"][:3]]} for rule in found["violations"]]
    assert told == [], json.dumps(told, indent=1, ensure_ascii=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_verdict_leads_to_the_decision_and_back(opens: Opener) -> None:
    page = opens("decided")
    verdict = page.page.locator(".verdict", has=page.page.locator(".name", has_text="small/free"))
    verdict.locator("summary").first.click()
    assert "Rui Sá decided on 22 November 2026, until 31 May 2027: deny" in " ".join(verdict.inner_text().split())
    verdict.get_by_role("link", name="a-denial").click()
    entry = page.page.locator("article.decided", has_text="a-denial")
    expect(entry).to_be_in_viewport()
    entry.locator("a[data-v]").click()
    expect(verdict.locator("summary").first).to_be_focused()
    page.page.fill("#q", "Rui Sá")
    expect(page.page.locator("#shown")).to_have_text("1 of 11 verdicts")


def test_colors_follow_the_system_and_the_switch(opens: Opener) -> None:
    page = opens(scheme="dark").page
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.click("#theme")
    light = page.evaluate(paper)
    assert (dark, light) == ("rgb(20, 23, 27)", "rgb(255, 255, 255)")
    expect(page.locator("#theme")).to_have_text("Colors: light")
    page.reload()
    assert page.evaluate(paper) == light
    page.click("#theme")
    page.click("#theme")
    expect(page.locator("#theme")).to_have_text("Colors: automatic")


def test_names_are_shown_as_text(opens: Opener) -> None:
    page = opens("hostile")
    for name in HOSTILE:
        expect(page.page.locator(".matrix .name", has_text=visible(name)).first).to_be_visible()
    page.page.click("#open-all")
    page.page.fill("#q", "🦙")
    expect(page.page.locator("#shown")).to_have_text("1 of 10 verdicts")
    page.page.fill("#q", "")
    assert page.page.evaluate("document.scripts.length") == 1
    assert page.page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    page.page.select_option("#publisher", HOSTILE[1])
    assert HOSTILE[1] in opens("hostile", page.hash()).page.input_value("#publisher")


def test_what_got_in_could_not_run(browser: Browser, files: dict[str, Path], tmp_path: Path) -> None:
    """The policy of the page holds even where markup got through: neither a script nor a handler runs, nothing is fetched."""
    text = files["small"].read_text(encoding="utf-8")
    evil = "<script>window.pwned = 1</script><img src='https://example.invalid/x.png' onerror='window.pwned = 2'><link rel=stylesheet href='https://example.invalid/x.css'>"
    target = tmp_path / "evil.html"
    target.write_text(text.replace("</main>", f"{evil}</main>"), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(target.as_uri())
    page.click("#open-all")
    assert page.evaluate("window.pwned") is None
    assert [url for url in asked if "example" in url] == []
    page.close()


class TestPaper:
    def test_everything_shown_is_on_it(self, opens: Opener) -> None:
        page = opens()
        data = page.page.pdf(prefer_css_page_size=True)
        assert data.startswith(b"%PDF")
        page.page.emulate_media(media="print")
        page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.page.locator(".verdict .body").count() == 11
        for body in page.page.locator(".verdict .body").all():
            expect(body).to_be_visible()
        expect(page.page.locator("#filters")).to_be_hidden()
        expect(page.page.locator("#filtered")).to_be_hidden()
        page.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.page.locator("details[open]").count() == 0

    def test_a_part_is_told_to_be_one(self, opens: Opener) -> None:
        page = opens().page
        page.check("input[value=deny]")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator("#filtered")).to_contain_text("of 11 verdicts (verdict: deny)")
        assert page.locator(".list:not(.no-print)").count() < page.locator(".list").count()

    def test_without_its_script_it_is_open_too(self, opens: Opener) -> None:
        page = opens(scripted=False).page
        page.emulate_media(media="print")
        expect(page.locator("#v1 .body")).to_be_visible()

    def test_no_table_is_cut(self, opens: Opener) -> None:
        page = opens(width=720).page
        page.emulate_media(media="print")
        wide = page.eval_on_selector_all("table", "all => all.filter(e => e.scrollWidth > document.body.clientWidth + 1).length")
        assert wide == 0


class TestWithoutItsScript:
    def test_it_reads_and_leads(self, opens: Opener) -> None:
        page = opens(scripted=False).page
        expect(page.locator("#filters")).to_be_hidden()
        page.locator("a.cell.deny").first.click()
        number = page.locator("a.cell.deny").first.get_attribute("data-v")
        expect(page.locator(f"#v{number} .body")).to_be_visible()
        page.locator(f"#v{number} .refs a").first.click()
        expect(page.locator(".list .rule:visible").first).to_be_visible()


def test_nothing_to_judge_is_said(opens: Opener) -> None:
    page = opens("empty")
    expect(page.page.locator("#verdicts .none")).to_be_visible()
    assert page.status() == "0 verdicts"


def test_a_thousand_models_are_found_and_opened(opens: Opener) -> None:
    page = opens("large")
    assert page.status() == "1,000 verdicts"
    page.page.fill("#q", "llama")
    expect(page.page.locator("#shown")).to_contain_text(" of 1,000 verdicts")
    shown = page.shown()
    assert 0 < len(shown) < 1000
    page.page.click(f"#v{shown[-1]} summary")
    expect(page.page.locator(f"#v{shown[-1]} .body")).to_be_visible()
    page.page.click("#clear")
    expect(page.page.locator("#shown")).to_have_text("1,000 verdicts")
