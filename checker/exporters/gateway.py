"""The allow list as configuration: for LiteLLM, and as data (`licheck/gateway/1`)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from checker.domain.gateway import AllowList, Route
from checker.exporters.wording import NOT_ADVICE

SCHEMA = "licheck/gateway/1"
LITELLM_PROVIDERS = {
    "Alibaba Cloud": "dashscope",
    "Anthropic": "anthropic",
    "Cohere": "cohere",
    "DeepSeek": "deepseek",
    "Google": "gemini",
    "Mistral AI": "mistral",
    "Moonshot AI": "moonshot",
    "OpenAI": "openai",
    "xAI": "xai",
}
"""LiteLLM's own names for the services of publishers, from its documentation of providers."""
_SELF_HOSTED = "hosted_vllm"


def gateway_json(allowed: AllowList) -> str:
    """The routes by use."""
    uses: dict[str, list[dict[str, Any]]] = {}
    for route in allowed.routes:
        uses.setdefault(route.use, []).append(_route(route))
    data = {
        "schema": SCHEMA,
        "organization": allowed.organization,
        "as_of": allowed.as_of.isoformat(),
        "library": {"version": allowed.library_version, "sha256": allowed.library_sha256},
        "uses": uses,
        "left_out": {"deny": allowed.denied, "review": allowed.open},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _route(route: Route) -> dict[str, Any]:
    return {
        "model": route.model,
        "revision": route.revision or None,
        "obtained": route.channel,
        "provider": route.provider or None,
        "verdict": route.verdict.value,
        "licenses": list(route.licenses),
        "duties": list(route.duties),
    }


def gateway_litellm(allowed: AllowList) -> str:
    """A `config.yaml` for the LiteLLM proxy: a route for each model, in an access group for each use.

    Weights are routed to a vLLM server of one's own, whose address is read from `VLLM_API_BASE`.
    """
    return "\n".join([*_head(allowed), *_model_list(allowed.routes)]) + "\n"


def _head(allowed: AllowList) -> Iterator[str]:
    yield _comment(f"Models that {allowed.organization} may use, as of {allowed.as_of}, by licheck {allowed.library_version}")
    yield _comment(f"(library {allowed.library_sha256[:12]}). Left out: {allowed.denied} denied, {allowed.open} to be reviewed.")
    yield _comment(f"Written by `licheck gateway`; {NOT_ADVICE}.")


def _model_list(routes: tuple[Route, ...]) -> Iterator[str]:
    if not routes:
        yield "model_list: []"
        return
    yield "model_list:"
    names = Counter((route.use, route.model) for route in routes)
    for route in routes:
        target = _target(route)
        if target is None:
            yield _comment(f"{route.model} ({route.use}): no LiteLLM provider is known for {route.provider or 'its service'}", "  ")
            continue
        through = f", through {route.provider}" if route.provider else ""
        yield _comment(f"{route.verdict.value} under {', '.join(route.licenses)}{through}", "  ")
        yield from (_comment(f"to do: {duty}", "  ") for duty in route.duties)
        if route.revision:
            yield _comment(f"judged at revision {route.revision}: see that the server runs no other", "  ")
        yield f"  - model_name: {_quoted(_name(route, alone=names[route.use, route.model] == 1))}"
        yield "    litellm_params:"
        yield f"      model: {_quoted(target)}"
        if route.channel != "hosted-api":
            yield "      api_base: os.environ/VLLM_API_BASE"
        yield "    model_info:"
        yield f"      access_groups: [{_quoted(route.use)}]"


def _name(route: Route, *, alone: bool) -> str:
    """What clients ask for; of several routes to one model each has its own name, so that none is answered by another's service."""
    name = f"{route.use}/{route.model}"
    if alone:
        return name
    at = f"{name}@{route.revision}" if route.revision else name
    return f"{at}/{re.sub(r'[^a-z0-9]+', '-', route.provider.casefold()).strip('-')}" if route.provider else at


def _target(route: Route) -> str | None:
    if route.channel != "hosted-api":
        return f"{_SELF_HOSTED}/{route.model}"
    provider = LITELLM_PROVIDERS.get(route.provider)
    return None if provider is None else f"{provider}/{route.model.rsplit('/', 1)[-1]}"


def _quoted(text: str) -> str:
    """A scalar that every reader of YAML takes for the same text."""
    return json.dumps(text, ensure_ascii=True)


def _comment(text: str, indent: str = "") -> str:
    """A comment of one line, whatever stands in names."""
    return f"{indent}# " + "".join(character if character.isprintable() else " " for character in text)
