"""Fingerprint of a license text that survives reflowing, markup and typography but no change of a word or number."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

# A CJK character is a token by itself, so that a line break inside a Chinese sentence changes nothing.
_TOKEN = re.compile(r"[㐀-鿿豈-﫿぀-ヿ가-힯]|\d+(?:[.,]\d+)*|[^\W\d_㐀-鿿豈-﫿぀-ヿ가-힯]+|[$€£¥%]")
_LINK_TARGET = re.compile(r"\]\(\s*<?https?://[^)\s]*>?\s*\)")


def tokens(text: str) -> list[str]:
    """The words, numbers and currency signs of `text`, case-folded, without markup, punctuation and layout."""
    plain = _LINK_TARGET.sub("]", html.unescape(text))
    return _TOKEN.findall(unicodedata.normalize("NFKC", plain).casefold())


def normalized(text: str) -> str:
    """`text` reduced to what the pinned hash of an encoding is taken over: its tokens, one space apart."""
    return " ".join(tokens(text))


def sha256_of_text(text: str) -> str:
    """Hex sha256 of the normalized text."""
    return hashlib.sha256(normalized(text).encode("utf-8")).hexdigest()
