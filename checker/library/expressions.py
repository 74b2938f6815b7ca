"""Reads license expressions with the library that the SPDX world uses for them."""

from __future__ import annotations

from typing import Any

from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef


class ExpressionError(ValueError):
    """An expression that cannot be read."""


def parse_expression(text: str) -> Expression:
    """The tree of `a`, `a OR b`, `a AND (b OR c)`. Raises ExpressionError."""
    if len(text.split()) == 1 and not set(text) & set("()"):
        return LicenseRef(text)
    # Imported only for real expressions: almost every model names a single license.
    from license_expression import ExpressionError as ForeignError
    from license_expression import ExpressionParseError, Licensing

    try:
        return _tree(Licensing().parse(text))
    except (ForeignError, ExpressionParseError, AssertionError, AttributeError, IndexError) as error:  # of `(OR a`, `a WITH b` and `()`
        raise ExpressionError(f"cannot read the license expression `{text}`") from error


def _tree(node: Any) -> Expression:
    arguments = getattr(node, "args", ())
    if not arguments:
        return LicenseRef(str(node.key))
    parts = tuple(_tree(argument) for argument in arguments)
    return AllOf(parts) if node.operator.strip() == "AND" else AnyOf(parts)
