"""An agreement that has expired is told by every command whose answer it could have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Here

PROFILE = """\
organization: {name: N, kind: company, domicile: US, monthly_active_users: 800 million}
use: {acts: [run], applications: [], purpose: commercial, obtained: weights, models: [meta-llama/Llama-3.3-70B-Instruct]}
agreements: [{publisher: Meta, kind: license, licenses: [llama-3.3-community], expires: 2025-01-31}]
"""


@pytest.mark.parametrize("command", [("headroom",), ("questions",), ("notices",), ("what-if", "--set", "use.production=true")])
def test_it_is_told_on_standard_error(here: Here, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE, encoding="utf-8")
    name, *more = command
    done = here(name, "company.yaml", *more, "--as-of", "2026-11-22")
    assert done.code == 0
    assert "warning: company.yaml:3:14: the agreement with Meta expired on 2025-01-31 and lifts nothing" in done.err


def test_one_that_holds_is_told_beside_the_threshold(here: Here, tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text(PROFILE.replace("2025-01-31", "2027-01-31"), encoding="utf-8")
    done = here("headroom", "company.yaml", "--as-of", "2026-11-22")
    assert done.err == ""
    assert "lifted by license held from Meta" in " ".join(done.out.split())
