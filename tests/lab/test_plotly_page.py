"""The server hands plotly.js out once a browser: packed, to be kept, and under the name that the kernel gives it."""

import asyncio
import gzip

import pytest
import tornado.httpclient
import tornado.httpserver
import tornado.testing
import tornado.web

from pledge_lib.lab.plotly_page import CONFIGURED, PlotlyHandler, hand_out_plotly
from pledge_lib.panels import plotly_file

KEY = b"a key for cookies that no test reads"


async def asked(application, address: str, **headers) -> tornado.httpclient.HTTPResponse:
    """Return what a server of the application answers."""
    listening, port = tornado.testing.bind_unused_port()
    server = tornado.httpserver.HTTPServer(application)
    server.add_socket(listening)
    client = tornado.httpclient.AsyncHTTPClient()
    answer = await client.fetch(
        f"http://127.0.0.1:{port}{address}", headers=headers, decompress_response=False, raise_error=False
    )
    server.stop()
    return answer


@pytest.fixture
def application(monkeypatch):
    """Return a server's application under a prefix, such as a hub gives it; nobody is known to have logged in."""
    monkeypatch.setattr(PlotlyHandler, "prepare", lambda self: None)
    monkeypatch.setattr(PlotlyHandler, "current_user", None)
    monkeypatch.setattr(PlotlyHandler, "set_default_headers", lambda self: None)
    application = tornado.web.Application(base_url="/user/x/", cookie_secret=KEY)
    hand_out_plotly(application)
    return application


def test_a_page_is_told_the_address_and_finds_the_file_there(application):
    address = application.settings["page_config_data"][CONFIGURED]
    assert address == f"/user/x/pledge-lab/{plotly_file.name()}"
    answer = asyncio.run(asked(application, address, **{"Accept-Encoding": "gzip, br"}))
    assert answer.code == 200, answer.error
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"] and "javascript" in answer.headers["Content-Type"]
    assert gzip.decompress(answer.body).startswith(plotly_file.HEAD)


def test_a_server_that_refuses_strangers_hands_it_out_too():
    assert getattr(PlotlyHandler.get, "__allow_unauthenticated", False)


def test_a_client_that_cannot_unpack_is_told_so(application):
    answer = asyncio.run(asked(application, application.settings["page_config_data"][CONFIGURED]))
    assert answer.code == 406
