"""The client's manners: patience with a Hub in trouble, bounds for one that lies, and a token that goes nowhere else."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from checker.errors import RemoteError, UsageError
from checker.hub.client import ATTEMPTS, LONGEST_WAIT, Client, Refused
from tests.hub.conftest import MODEL
from tests.hub_server.server import READER, HubServer, Trouble, answering, busy, endless, failing, hanging_up, sending_to, slow

PATH = "/api/models/acme/one"
MUCH = 1_000_000


def trouble(hub: HubServer, happens: Callable[..., None], times: int = 1_000_000, pattern: str = "") -> None:
    hub.troubles.append(Trouble(pattern, happens, times))


class TestPatience:
    def test_an_answer_needs_one_request(self, hub: HubServer, client: Client) -> None:
        assert client.get(PATH, MUCH).status == 200
        assert (client.asked, len(hub.seen)) == (1, 1)

    @pytest.mark.parametrize(
        "happens", [failing(500), failing(502), failing(503), failing(504), hanging_up], ids=["500", "502", "503", "504", "hanging-up"]
    )
    def test_trouble_that_passes_is_waited_out_longer_each_time(
        self, hub: HubServer, client: Client, waits: list[float], happens: Callable[..., None]
    ) -> None:
        trouble(hub, happens, times=2)
        assert client.get(PATH, MUCH).status == 200
        assert len(waits) == 2
        assert 0.3 < waits[0] < waits[1] < 2

    def test_a_busy_hub_is_given_the_time_it_asks_for(self, hub: HubServer, client: Client, waits: list[float]) -> None:
        trouble(hub, busy(7), times=1)
        assert client.get(PATH, MUCH).status == 200
        assert [round(wait) for wait in waits] == [7]

    def test_the_time_may_be_a_date(self, hub: HubServer, client: Client, waits: list[float]) -> None:
        trouble(hub, busy(format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)), times=1)
        client.get(PATH, MUCH)
        assert [wait for wait in waits if not 25 < wait <= 30] == []
        assert waits

    def test_one_that_asks_for_too_long_is_not_waited_for(self, hub: HubServer, client: Client, waits: list[float]) -> None:
        trouble(hub, busy(int(LONGEST_WAIT) + 1))
        with pytest.raises(RemoteError, match=r"asks to wait 91 seconds; try again later, what was fetched before is kept"):
            client.get(PATH, MUCH)
        assert waits == []

    @pytest.mark.parametrize("happens", [failing(503), busy(1), hanging_up], ids=["failing", "busy", "hanging-up"])
    def test_trouble_that_stays_is_told_after_some_tries(self, hub: HubServer, client: Client, happens: Callable[..., None]) -> None:
        trouble(hub, happens)
        with pytest.raises(RemoteError, match=rf"did not answer usably after {ATTEMPTS} tries"):
            client.get(PATH, MUCH)
        assert len(hub.seen) == ATTEMPTS

    def test_a_model_on_which_the_hub_fails_is_no_hub_that_is_down(self, hub: HubServer, client: Client) -> None:
        trouble(hub, failing(500))
        assert client.get(PATH, MUCH).status == 500

    def test_a_hub_that_is_not_there_is_told(self, waits: list[float]) -> None:
        with pytest.raises(RemoteError, match="no connection; what was fetched before is kept"):
            Client(endpoint="http://127.0.0.1:9", pause=waits.append).get(PATH, MUCH)

    def test_a_hub_that_says_nothing_is_not_waited_for_without_end(
        self, hub: HubServer, waits: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from huggingface_hub import constants

        monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 0.05)
        trouble(hub, slow(0.5))
        with pytest.raises(RemoteError, match="no answer in time"):
            Client(endpoint=hub.url, pause=waits.append).get(PATH, MUCH)


class TestBounds:
    def test_an_answer_that_says_it_is_too_large_is_not_read(self, hub: HubServer, client: Client) -> None:
        trouble(hub, answering(b" " * 2_000))
        with pytest.raises(Refused, match="it has 2,000 bytes, more than the 1,000 that are read"):
            client.get(PATH, 1_000)

    def test_an_endless_one_is_left(self, hub: HubServer, client: Client) -> None:
        trouble(hub, endless)
        with pytest.raises(Refused, match="it has more than the 1,000,000 bytes"):
            client.get(PATH, MUCH)

    def test_a_hub_that_sends_in_circles_is_left(self, hub: HubServer, client: Client) -> None:
        trouble(hub, sending_to(hub.url))
        with pytest.raises(Refused, match="without end"):
            client.get(PATH, MUCH)

    @pytest.mark.parametrize("target", ["ftp://127.0.0.1", "file:///etc", "gopher://x"])
    def test_it_follows_to_the_web_and_nowhere_else(self, hub: HubServer, client: Client, target: str) -> None:
        trouble(hub, sending_to(target))
        with pytest.raises(Refused, match="not safe"):
            client.get(PATH, MUCH, elsewhere=True)

    def test_what_is_the_same_as_before_is_not_sent_again(self, client: Client) -> None:
        first = client.get(PATH, MUCH)
        again = client.get(PATH, MUCH, etag=first.etag)
        assert (again.status, again.data) == (304, b"")


class TestToken:
    def test_it_goes_to_the_hub(self, hub: HubServer, token: Callable[[str], None]) -> None:
        token(READER)
        Client(endpoint=hub.url).get(PATH, MUCH)
        assert [seen.token for seen in hub.seen] == [READER]

    def test_without_one_none_is_sent(self, hub: HubServer, client: Client) -> None:
        client.get(PATH, MUCH)
        assert [seen.token for seen in hub.seen] == [""]

    def test_another_host_is_not_asked_about_models(self, hub: HubServer, client: Client) -> None:
        with HubServer([MODEL]).running() as other:
            trouble(hub, sending_to(other.url))
            with pytest.raises(Refused, match=r"it is sent elsewhere, to `127\.0\.0\.1`, which is not the Hub"):
                client.get(PATH, MUCH)
            assert other.seen == []

    def test_a_file_may_come_from_another_host_which_never_sees_the_token(self, hub: HubServer, token: Callable[[str], None]) -> None:
        token(READER)
        with HubServer([MODEL]).running() as other:
            trouble(hub, sending_to(other.url))
            reply = Client(endpoint=hub.url).get(PATH, MUCH, elsewhere=True)
            assert reply.status == 200
            assert [seen.token for seen in hub.seen] == [READER]
            assert [seen.token for seen in other.seen] == [""]

    def test_it_is_in_no_message_and_no_log(
        self, hub: HubServer, token: Callable[[str], None], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        token("hf_TheSecretOfTheTest")
        caplog.set_level(logging.DEBUG)
        client = Client(endpoint=hub.url, pause=lambda _: None)
        trouble(hub, failing(503), times=ATTEMPTS)
        with pytest.raises(RemoteError) as caught:
            client.get(PATH, MUCH)
        client.get(PATH, MUCH)
        printed = capfd.readouterr()
        assert "TheSecret" not in f"{caught.value}{caplog.text}{printed.out}{printed.err}{client!r}"

    def test_a_password_in_the_endpoint_is_not_shown(self, waits: list[float]) -> None:
        client = Client(endpoint="http://me:secret@127.0.0.1:9/hub", pause=waits.append)
        assert client.shown == "http://127.0.0.1:9/hub"
        with pytest.raises(RemoteError) as caught:
            client.get(PATH, MUCH)
        assert "secret" not in str(caught.value)


class TestSettings:
    """What is set for `huggingface_hub` is read when it is imported, so each is tried in a process of its own."""

    @staticmethod
    def made(**environment: str) -> str:
        program = (
            "from checker.hub.client import Client\nfrom checker.errors import UsageError\n"
            "try: print(Client().endpoint)\nexcept UsageError as error: print(error)"
        )
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout.strip()

    def test_the_endpoint_is_that_of_the_environment(self) -> None:
        assert self.made() == "https://huggingface.co"
        assert self.made(HF_ENDPOINT="https://mirror.example/hub/") == "https://mirror.example/hub"
        assert self.made(HF_ENDPOINT="mirror") == "`HF_ENDPOINT` is no address; write it as https://huggingface.co"

    def test_offline_is_respected(self) -> None:
        assert self.made(HF_HUB_OFFLINE="1").startswith("`HF_HUB_OFFLINE` is set, so the Hub may not be asked")

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "huggingface_hub", None)
        with pytest.raises(UsageError, match=r"this needs `pip install 'licheck\[hub\]'`"):
            Client()
