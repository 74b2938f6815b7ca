"""Whose service a client calls in a Python module, and whether what it calls is a deployment with a name of the user's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from checker.readers.names import HOSTED
from checker.readers.python_callees import Callees
from checker.readers.python_calls import CLIENTS
from checker.readers.python_scopes import keyword
from checker.readers.python_values import Bindings
from checker.readers.values import Value

_AZURE = "Microsoft Azure"
_ADDRESSES = ("base_url", "api_base")
_OLD_CLIENTS = ("ChatCompletion", "Completion", "Embedding")


class Clients:
    """The clients of one module."""

    def __init__(self, bindings: Bindings, callees: Callees, names: frozenset[str]) -> None:
        self._bindings = bindings
        self._callees = callees
        self._has_azure = bool(names & {"AzureOpenAI", "AsyncAzureOpenAI"})

    def of(self, function: ast.expr) -> tuple[str, str, bool]:
        """Provider and channel of the client that a function is called on, by the class it was made from, and whether it deploys.

        Nothing is known of a client that was given another address; one of unknown make may deploy where the module knows such.
        """
        made = list(self._made(function))
        providers = [CLIENTS.get(self._callees.class_name(call), "") for call in made]
        if _AZURE in providers or any(self._is_on_azure(call) for call in made):
            return _AZURE, HOSTED, True
        if any(keyword(call, name) is not None for call in made for name in _ADDRESSES):
            return "", "", False
        provider = next((found for found in providers if found), "")
        return provider, HOSTED, self._has_azure and not provider

    def old_deploys(self, call: ast.Call) -> bool:
        """Whether a call of the old client of OpenAI goes to Azure, where the module sets the kind of the service."""
        kinds = self._bindings.expressions(ast.Attribute(ast.Name("openai", ast.Load()), "api_type", ast.Load()))
        told = keyword(call, "api_type")
        kinds = kinds if told is None else [*kinds, told]
        return any(not (isinstance(kind, ast.Constant) and kind.value == "open_ai") for kind in kinds)

    def _made(self, function: ast.expr) -> Iterator[ast.Call]:
        """The calls that made what a function is called on, from the nearest outward."""
        root = function
        while isinstance(root, ast.Attribute):
            root = root.value
            if isinstance(root, ast.Call):
                yield root
            elif isinstance(root, ast.Name) or (isinstance(root, ast.Attribute) and isinstance(root.value, ast.Name)):
                made = [value for value in self._bindings.expressions(root) if isinstance(value, ast.Call)]
                known = [call for call in made if self._callees.class_name(call) in CLIENTS or self._is_elsewhere(call)]
                yield from known

    def _is_elsewhere(self, call: ast.Call) -> bool:
        return any(keyword(call, name) is not None for name in _ADDRESSES)

    def _is_on_azure(self, call: ast.Call) -> bool:
        addresses = [found for name in _ADDRESSES if (found := keyword(call, name)) is not None]
        values = [value for address in addresses for value in self._bindings.values(address)]
        return any(isinstance(value, Value) and ".azure.com" in value.text for value in values)
