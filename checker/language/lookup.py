"""Finds the words of a closed list by what they mean: in their names, their definitions and their examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.domain.vocabulary import Word

_STEM = 5
"""So many first letters make two words forms of one, where they are most of both."""
_SHARE = 0.6


def described(asked: str, words: Mapping[str, Word]) -> list[Word]:
    """The words that say all of what is asked, those that say it in their name first; the word itself alone, where it is one."""
    wanted = _parts(asked)
    exact = words.get("-".join(wanted))
    if exact is not None:
        return [exact]
    if not wanted:
        return list(words.values())
    found = [(places, word) for word in words.values() if (places := _places(wanted, word)) is not None]
    return [word for _, word in sorted(found, key=lambda held: held[0])]


def did_you_mean(asked: str, words: Mapping[str, Word]) -> str:
    """`did you mean …?` for up to three words that say what is asked, or an empty string."""
    close = [f"`{word.id}`" for word in described(asked, words)[:3]] if _parts(asked) else []
    return f"did you mean {' or '.join(close)}?" if close else ""


def _places(wanted: Sequence[str], word: Word) -> int | None:
    """How far from the name what is asked stands: each part in the name, the definition or an example; None where one stands nowhere."""
    said = [_parts(f"{word.id} {word.label}"), _parts(word.definition), _parts(" ".join(word.examples))]
    total = 0
    for want in wanted:
        place = next((place for place, parts in enumerate(said) if any(_alike(want, part) for part in parts)), None)
        if place is None:
            return None
        total += place
    return total


def _parts(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.casefold()).split()


def _alike(want: str, said: str) -> bool:
    """Whether a part begins like what is wanted, a plural aside, or both are forms of one word: `recognition`, `recognizing`."""
    if said.startswith(want.removesuffix("s") or want):
        return True
    common = next((at for at, (one, other) in enumerate(zip(want, said, strict=False)) if one != other), min(len(want), len(said)))
    return common >= _STEM and common >= _SHARE * max(len(want), len(said))
