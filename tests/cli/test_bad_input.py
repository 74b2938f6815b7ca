"""Whatever is wrong with a profile is told at once: where, what, and the way out; exit code 4 and no traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.conftest import Run

PROFILE = """\
organization:
  name: Northwind Health
  kind: company
  domicile: DE
  monthly_active_users: {2025-03: 41 million}
  annual_revenue: 38 million EUR
exchange_rates: {EUR: 1.08}
uses:
  - id: triage
    purpose: commercial
    acts: [run, serve]
    applications: [search]
    regions: [DE, FR]
    models: [meta-llama/Llama-4-Scout-17B-16E-Instruct]
"""
AGREEMENT = "agreements:\n  - {publisher: Meta, kind: license, licenses: [llama-4-community]}\n"

Told = Callable[[bytes | str], list[str]]


def edited(old: str, new: str) -> str:
    assert PROFILE.count(old) == 1, old
    return PROFILE.replace(old, new)


@pytest.fixture
def told(tmp_path: Path, here: Here) -> Told:
    """What `licheck evaluate` says of a profile that is wrong, problem by problem, as line:column: message."""

    def evaluate(profile: bytes | str) -> list[str]:
        (tmp_path / "p.yaml").write_bytes(profile.encode() if isinstance(profile, str) else profile)
        done = here("evaluate", "p.yaml", "--as-of", "2026-11-22")
        assert done.code == 4, done
        assert done.out == ""
        assert done.err.startswith("error: ")
        lines = done.err.removeprefix("error: ").splitlines()
        return [line.strip().removeprefix("p.yaml:").strip() for line in lines]

    return evaluate


NO_PROFILE = [
    ("not YAML: a bracket left open", b"organization: [unclosed\nuses: {", "2:5: is not valid YAML: did not find expected ',' or ']'"),
    ("not YAML: a quote left open", b'organization: "x\n', "2:1: is not valid YAML: found unexpected end of stream"),
    ("empty", b"", "1:1: is empty; `licheck init` writes a commented profile to start from"),
    ("nothing but a comment", b"# later\n", "1:1: is empty; `licheck init` writes a commented profile to start from"),
    ("null", b"null\n", "1:1: is empty; `licheck init` writes a commented profile to start from"),
    ("a list", b"- organization\n- uses\n", "1:1: expected a mapping of keys, found a list"),
    ("a word", b"organization\n", "1:1: expected a mapping of keys, found a word"),
    ("a tab", b"organization:\n\tname: x\n", "2:1: a tab stands where YAML wants spaces; indent with spaces"),
    ("two documents", PROFILE.encode() + b"---\n", "15:1: holds a second YAML document; keep one document to a file"),
    ("10 MB of nested YAML", b"a: " + b"[" * 10_000_000, "has more than the 5,000,000 bytes licheck reads; split it"),
    ("4 MB of nested YAML", b"a: " + b"[" * 4_000_000, "1:43: is nested more than 40 levels deep"),
    (
        "an alias bomb",
        b"a: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9)) for n in range(9)),
        "6:24: holds more than 400,000 entries, aliases counted out",
    ),
    ("not UTF-8", b"organization:\n  name: Caf\xe9\n", "2:12: is not UTF-8: byte 0xe9 cannot be read; save the file as UTF-8"),
    ("UTF-16", PROFILE.encode("utf-16"), "1:1: is not UTF-8: byte 0xff cannot be read; save the file as UTF-8"),
    ("a null byte", b"organization:\n  name: a\0b\n", "2:10: holds the control character U+0000; take it out"),
    ("a bare escape", b"organization:\n  name: a\x1b[2Jb\n", "2:10: holds the control character U+001B; take it out"),
]


@pytest.mark.parametrize(("name", "profile", "problem"), NO_PROFILE, ids=[name for name, _, _ in NO_PROFILE])
def test_what_is_no_profile_at_all_is_told_once(told: Told, name: str, profile: bytes, problem: str) -> None:
    assert told(profile) == [problem]


WRONG = [
    # keys
    ("a duplicate key", edited("  kind: company\n", "  kind: company\n  kind: company\n"),
     "4:3: duplicate key `kind`; it is already stated in line 3"),
    ("a misspelt key", edited("monthly_active_users", "monthly_active_user"),
     "5:3: unknown key `monthly_active_user`; did you mean `monthly_active_users` or `daily_active_users`?"),
    ("a misspelt key at the top", edited("exchange_rates", "exchange_rate"),
     "7:1: unknown key `exchange_rate`; did you mean `exchange_rates`?"),
    ("a misspelt key of a use", edited("    purpose", "    porpose"), "10:5: unknown key `porpose`; did you mean `purpose`?"),
    ("both `use` and `uses`", edited("uses:\n", "use: {id: a}\nuses:\n"),
     "9:1: `use` and `uses` are both stated; keep `uses`, and move the single use into it"),
    ("both, though one is empty", edited("uses:\n", "use: {}\nuses:\n"),
     "9:1: `use` and `uses` are both stated; keep `uses`, and move the single use into it"),
    ("neither `use` nor `uses`", PROFILE.split("uses:")[0], "1:1: no use is stated; say under `use` what the models are used for"),
    ("no uses in the list", PROFILE.split("uses:")[0] + "uses: []\n",
     "1:1: no use is stated; say under `use` what the models are used for"),
    ("a use without an id", edited("  - id: triage\n    purpose", "  - purpose"), "9:5: the key `id` is missing"),
    ("no name", edited("  name: Northwind Health\n", ""), "2:3: the key `name` is missing"),
    ("a name without a value", edited("Northwind Health", ""), "2:8: expected text; state it or leave the key out"),
    ("an empty name", edited("Northwind Health", '""'), "2:9: expected text, found nothing; state it or leave the key out"),
    ("a model without letters", edited("models: [", "models: [' ', "),
     "14:14: expected text, found nothing; state it or leave the key out"),
    ("a list for a name", edited("Northwind Health", "[a]"), "2:9: expected text, found a list"),
    ("two uses of one id", edited("uses:\n", "uses:\n  - {id: triage, acts: [run]}\n"),
     "10:9: the use `triage` is stated twice; it is already stated at p.yaml:9:5"),
    # words of closed lists
    ("a misspelt purpose", edited("commercial", "comercial"), "10:14: unknown purpose `comercial`; did you mean `commercial`?"),
    ("a misspelt kind", edited("kind: company", "kind: compny"), "3:9: unknown organization kind `compny`; did you mean `company`?"),
    ("a misspelt act", edited("[run, serve]", "[run, sevre]"), "11:17: unknown act `sevre`; did you mean `serve`?"),
    ("a word for a list", edited("[run, serve]", "run"), "11:11: expected a list, found `run`; write it as `[…]`"),
    ("a list without a value", edited(" [run, serve]", ""), "11:10: `acts` has no value; state it, write `unknown`, or leave the key out"),
    ("a word for a truth", edited("    regions", "    production: yes\n    regions"), "13:17: expected `true` or `false`, found `yes`"),
    ("a truth for a word", edited("domicile: DE", "domicile: true"), "4:13: expected one word, found `true`"),
    ("a misspelt kind of figures", edited("  kind: company", "  figures_count: groop\n  kind: company"),
     "3:18: unknown figures count `groop`; did you mean `group`?"),
    # countries
    ("an unknown country code", edited("domicile: DE", "domicile: XX"),
     "4:13: unknown country `XX`; use an ISO 3166-1 alpha-2 code such as DE or US"),
    ("a country by its usual letters", edited("domicile: DE", "domicile: UK"), "4:13: unknown country `UK`; did you mean `GB`?"),
    ("a country by its name", edited("domicile: DE", "domicile: Germany"), "4:13: unknown country `Germany`; did you mean `DE`?"),
    ("a country in small letters", edited("domicile: DE", "domicile: no"), "4:13: unknown country `no`; did you mean `NO`?"),
    ("a country in a list", edited("[DE, FR]", "[DE, EU]"),
     "13:19: unknown country `EU`; use an ISO 3166-1 alpha-2 code such as DE or US"),
    # figures
    ("a negative figure", edited("41 million", "-41 million"), "5:35: `-41 million` is negative"),
    ("an absurd figure", edited("41 million", "41 trillion"), "5:35: `41 trillion` is more than there can be; check the scale"),
    ("an absurd sum", edited("38 million EUR", "999999 trillion EUR"),
     "6:19: `999999 trillion EUR` is more than there can be; check the scale"),
    ("half a user", edited("41 million", "1.5"), "5:35: `1.5` is no whole number"),
    ("an unknown scale", edited("41 million", "41 milion"),
     "5:35: unknown scale `milion` in `41 milion`; did you mean `million` or `billion`?"),
    ("an unknown unit", edited("41 million", "41 million visits"), "5:35: cannot read the figure `41 million visits`"),
    ("an unknown currency", edited("38 million EUR", "38 million EUX"), "6:19: unknown currency `EUX`; did you mean"),
    ("no currency", edited("38 million EUR", "38 million"), "6:19: `38 million` names no currency; write it as `38 million USD`"),
    ("a currency sign", edited("38 million EUR", "$38 million"),
     "6:19: cannot read the figure `$38 million`; name the currency by its ISO 4217 code, as in `38 million EUR`"),
    ("money for users", edited("41 million}", "41 million USD}"), "5:35: `41 million USD` is an amount of money, but a count is wanted"),
    ("a reversed range", edited("41 million", "between 70 million and 60 million"),
     "5:35: the range is reversed: 70 million is more than 60 million; write `between 60 million and 70 million`"),
    ("half a range", edited("41 million", "between 60 and 70 million"),
     "5:35: `between 60 and 70 million` does not say the scale of `60`; write `between 60 million and 70 million`"),
    ("a range of two currencies", edited("38 million EUR", "between 1 million EUR and 2 million USD"),
     "6:19: the range runs from EUR to USD; use one currency"),
    ("a month that does not exist", edited("2025-03", "2025-13"), "5:26: `2025-13` is not a month; write a month such as 2026-10"),
    ("month zero", edited("2025-03", "2025-00"), "5:26: `2025-00` is not a month; write a month such as 2026-10"),
    ("a month by its name", edited("2025-03", "March"), "5:26: `March` is not a month; write a month such as 2026-10"),
    ("a year for a month", edited("2025-03", "'2025'"), "5:26: `2025` is not a month; write a month such as 2026-10"),
    ("a month for a year", edited("38 million EUR", "{2025-03: 38 million EUR}"),
     "6:20: `2025-03` is not a year; write a year such as 2025"),
    ("a negative rate", edited("EUR: 1.08", "EUR: -1"), "7:23: `-1` is not an exchange rate; state how many USD one EUR is, as in 1.08"),
    ("a rate that is no number", edited("EUR: 1.08", "EUR: nan"),
     "7:23: `nan` is not an exchange rate; state how many USD one EUR is, as in 1.08"),
    ("a rate of no currency", edited("EUR: 1.08", "EUX: 1.08"), "7:23: unknown currency `EUX`; did you mean"),
    # models
    ("a model for a list of models", edited("[meta-llama/Llama-4-Scout-17B-16E-Instruct]", "a/b"),
     "14:13: expected a list, found `a/b`; write it as `[…]` or with dashes"),
    ("a list for a model", edited("models: [", "models: [[a], "),
     "14:14: expected the name of a model, or a model written out; as in `{model: …, license: …}`"),
    ("a model without a name", edited("models: [", "models: [{license: mit}, "), "14:14: the key `model` is missing"),
    ("an unknown license", edited("models: [", "models: [{model: a/b, license: llama-4-comunity}, "),
     "14:36: unknown license `llama-4-comunity`; did you mean `llama-4-community`"),
    ("an unknown license in an expression", edited("models: [", "models: [{model: a/b, license: mit OR mitt}, "),
     "14:36: unknown license `mitt`; did you mean `mit`"),
    ("half a license expression", edited("models: [", "models: [{model: a/b, license: mit OR}, "),
     "14:36: cannot read the license expression `mit OR`; use license ids with OR, AND and parentheses"),
    ("a misspelt relation", edited("models: [", "models: [{model: a/b, license: mit, base_models: [{model: c/d, relation: finetuned}]}, "),
     "14:78: unknown relation `finetuned`; did you mean `finetune`?"),
    ("a misspelt modality", edited("models: [", "models: [{model: a/b, license: mit, inputs: [txt]}, "),
     "14:50: unknown modality `txt`; did you mean `text`?"),
    ("a day that does not exist", edited("models: [", "models: [{model: a/b, license: mit, released: 2025-02-30}, "),
     "14:51: `2025-02-30` is not a date; write it as 2025-04-05"),
    # duties met, values, agreements
    ("a duty of an unknown license", edited("    models", "    meets: [llama-4-comunity#built-with-llama]\n    models"),
     "14:13: unknown license `llama-4-comunity`; did you mean `llama-4-community`"),
    ("an unknown duty", edited("    models", "    meets: [llama-4-community#built-with-lama]\n    models"),
     "14:13: `llama-4-community` has no duty `built-with-lama`; did you mean `built-with-llama`?"),
    ("a limit for a duty", edited("    models", "    meets: [llama-4-community#large-platform-license]\n    models"),
     "14:13: `llama-4-community` has no duty `large-platform-license`"),
    ("a duty of no license", edited("    models", "    meets: [built-with-llama]\n    models"),
     "14:13: `built-with-llama` does not name a clause; write it as `license#clause`"),
    ("a value that the text states", PROFILE + "values: {llama-4-community#active-user-ceiling: 5}\n",
     "15:49: the text of `llama-4-community` itself states `active-user-ceiling`; remove it: only amounts nobody published"),
    ("an unknown value", PROFILE + "values: {llama-4-community#active-user-ceilng: 5}\n",
     "15:48: `llama-4-community` has no value `active-user-ceilng`; did you mean `active-user-ceiling`?"),
    ("a value of an unknown license", PROFILE + "values: {llama-44-community#x: 5}\n",
     "15:32: unknown license `llama-44-community`; did you mean"),
    ("an agreement with another publisher", PROFILE + AGREEMENT.replace("Meta", "Mta"),
     "16:5: the agreement with `Mta` names `llama-4-community`, which is Meta's; write `publisher: Meta`"),
    ("an agreement on an unknown license", PROFILE + AGREEMENT.replace("community", "comunity"),
     "16:49: unknown license `llama-4-comunity`; did you mean `llama-4-community`"),
    ("an agreement on an unknown clause", PROFILE + AGREEMENT.replace("community", "community#nope"),
     "16:5: `llama-4-community` has no clause `nope` that an agreement lifts; an agreement can lift `large-platform-license`"),
    ("an agreement of a misspelt kind", PROFILE + AGREEMENT.replace("kind: license", "kind: licence"),
     "16:29: unknown kind `licence`; did you mean `license`?"),
    ("an agreement that ends on no day", PROFILE + AGREEMENT.replace("]}", "], expires: 2025-02-30}"),
     "16:78: `2025-02-30` is not a date; write it as 2025-04-05"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "profile", "problem"), WRONG, ids=[name for name, _, _ in WRONG])
def test_each_problem_has_its_place_and_the_way_out(told: Told, name: str, profile: str, problem: str) -> None:
    (found,) = told(profile)
    assert found.startswith(problem)


def test_crlf_and_a_byte_order_mark_move_nothing(told: Told) -> None:
    wrong = edited("domicile: DE", "domicile: XX")
    assert told(b"\xef\xbb\xbf" + wrong.replace("\n", "\r\n").encode()) == told(wrong)


def test_every_problem_is_told_at_once_in_the_order_of_the_file(told: Told) -> None:
    wrong = """\
organisation: {name: Northwind Health}
use:
  id: a
uses:
  - {id: b, porpose: x, acts: [rum], regions: [XX]}
  - {id: b, purpose: commercial, product_annual_revenue: 5}
models: [{model: a/b, licens: mit}, {model: a/c, license: mitt}]
exchange_rates: {EUR: x}
agreements: [{publisher: Meta, kind: licence, licenses: [mitt]}]
"""
    assert [problem.split(";")[0] for problem in told(wrong)] == [
        "1:1: the key `organization` is missing",
        "1:1: unknown key `organisation`",
        "4:1: `use` and `uses` are both stated",
        "5:13: unknown key `porpose`",
        "5:32: unknown act `rum`",
        "5:48: unknown country `XX`",
        "6:10: the use `b` is stated twice",
        "6:58: `5` names no currency",
        "7:23: unknown key `licens`",
        "7:59: unknown license `mitt`",
        "8:23: `x` is not an exchange rate",
        "9:38: unknown kind `licence`",
        "9:58: unknown license `mitt`",
    ]


@pytest.mark.parametrize("value", ["unknown", "[]"])
def test_what_is_unknown_or_none_is_no_problem(licheck: Run, tmp_path: Path, value: str) -> None:
    (tmp_path / "p.yaml").write_text(edited("[search]", value).replace("{2025-03: 41 million}", "unknown"), encoding="utf-8")
    done = licheck("evaluate", "p.yaml", "--as-of", "2026-11-22")
    assert done.returncode in (1, 3), done.stderr
    assert done.stderr == ""


class TestFiles:
    """Files that cannot be read, by the real command."""

    def refused(self, licheck: Run, name: str) -> str:
        done = licheck("evaluate", name)
        assert done.returncode == 4
        assert done.stdout == ""
        return done.stderr

    def test_a_missing_file(self, licheck: Run) -> None:
        told = "error: none.yaml: no such file; `licheck init` writes a commented profile to start from\n"
        assert self.refused(licheck, "none.yaml") == told

    def test_a_directory(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        assert self.refused(licheck, "folder") == "error: folder: is a directory, not a file\n"

    def test_a_link_that_runs_in_a_circle(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").symlink_to("b.yaml")
        (tmp_path / "b.yaml").symlink_to("a.yaml")
        assert self.refused(licheck, "a.yaml").startswith("error: a.yaml: cannot be read: too many levels of symbolic links")

    @pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
    def test_the_device_that_holds_nothing(self, licheck: Run) -> None:
        assert self.refused(licheck, "/dev/null").startswith("error: /dev/null:1:1: is empty")

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is Linux's own")
    def test_a_file_whose_reading_fails(self, licheck: Run) -> None:
        assert self.refused(licheck, "/proc/self/mem").startswith("error: /proc/self/mem: cannot be read: ")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
    def test_a_device_without_an_end(self, licheck: Run) -> None:
        assert "has more than the 5,000,000 bytes" in self.refused(licheck, "/dev/zero")

    def test_a_name_with_a_line_end_in_it_takes_one_line(self, licheck: Run) -> None:
        assert self.refused(licheck, "a\nerror: b").startswith("error: a error: b: no such file")

    def test_ten_megabytes_of_nesting(self, licheck: Run, tmp_path: Path) -> None:
        (tmp_path / "big.yaml").write_bytes(b"[" * 10_000_000)
        assert self.refused(licheck, "big.yaml") == "error: big.yaml: has more than the 5,000,000 bytes licheck reads; split it\n"


class TestYaml12:
    """Plain words stay what the user wrote."""

    def evaluated(self, licheck: Run, tmp_path: Path, profile: str) -> str:
        (tmp_path / "p.yaml").write_text(profile, encoding="utf-8")
        done = licheck("evaluate", "p.yaml", "--as-of", "2026-11-22", "--format", "json")
        assert done.returncode in (0, 1, 3), done.stderr
        return done.stdout

    def test_bare_no_is_norway(self, licheck: Run, tmp_path: Path) -> None:
        shown = self.evaluated(licheck, tmp_path, edited("[DE, FR]", "[NO, DE]").replace("domicile: DE", "domicile: NO"))
        assert '"value": "DE"' not in shown

    @pytest.mark.parametrize("name", ["4.10", "on", "2026-11-22", "NO", "0x10", "1e3"])
    def test_a_name_keeps_its_zero_and_its_word(self, licheck: Run, tmp_path: Path, name: str) -> None:
        assert f'"organization": "{name}"' in self.evaluated(licheck, tmp_path, edited("Northwind Health", name))
