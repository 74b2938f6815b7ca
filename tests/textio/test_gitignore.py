"""What is left alone is what git leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.textio.gitignore import Ignored

PATTERNS = {
    ".gitignore": "*.log\n!keep.log\n/build/\na/**/b\n# comment\nfoo/\n\\#odd\nspace\\ \n[ab]x\n?.tmp\n",
    "sub/.gitignore": "!*.log\n/only-here\nbuild\n",
    "sub/deep/.gitignore": "*\n!.gitignore\n!seen\n",
    ".git/info/exclude": "secret\n",
}
FILES = (
    "x.log", "keep.log", "build/y", "b/build/y", "a/b", "a/x/y/b", "foo/z", "src/foo/z", "foo2/z", "#odd",
    "space ", "ax", "cx", "1.tmp", "12.tmp", "sub/x.log", "sub/only-here", "only-here", "sub/build",
    "sub/deep/seen", "sub/deep/unseen", "sub/deep/x/seen", "secret", "sub/secret", "plain.py",
)  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_it_is_what_git_says(tmp_path: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, env=environment, check=True)
    for name, text in {**dict.fromkeys(FILES, ""), **PATTERNS}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    command = ["git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard"]
    listed = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    ignored = Ignored(tmp_path)
    assert {name for name in FILES if ignored.within(tmp_path / name)} == set(listed.split("\0")) & set(FILES)


def test_what_cannot_be_read_leaves_nothing_out(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".gitignore").write_bytes(b"*\n" * 1_000_000)
    assert not Ignored(tmp_path).within(tmp_path / "sub" / "x")


def test_what_lies_elsewhere_is_not_left_alone(tmp_path: Path) -> None:
    assert not Ignored(tmp_path / "a", ["*"]).says(tmp_path / "b", is_folder=False)
