"""Kernel messages leave at once, and another Jupyter is left as it is."""

import asyncio
import logging
import socket
from types import SimpleNamespace

import pytest
import tornado.httpserver
import tornado.testing
import tornado.web
import tornado.websocket
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from pledge_lib.lab import at_once, server


def server_app(log) -> SimpleNamespace:
    """Return what the extension asks of a Jupyter server."""
    contents = SimpleNamespace(register_pre_save_hook=lambda hook: None)
    web_app = tornado.web.Application(base_url="/")
    return SimpleNamespace(log=log, contents_manager=contents, web_app=web_app)


def make_handler() -> type[tornado.websocket.WebSocketHandler]:
    class Handler(tornado.websocket.WebSocketHandler):
        async def open(self):
            delay_off = self.ws_connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            await self.write_message("at once" if delay_off else "delayed")

    return Handler


async def how_a_socket_sends(handler_class) -> str:
    listening, port = tornado.testing.bind_unused_port()
    server = tornado.httpserver.HTTPServer(tornado.web.Application([("/", handler_class)]))
    server.add_socket(listening)
    connection = await tornado.websocket.websocket_connect(f"ws://127.0.0.1:{port}/")
    answer = await connection.read_message()
    connection.close()
    server.stop()
    return answer


def test_a_real_socket_sends_at_once():
    plain, hurried = make_handler(), make_handler()
    assert at_once.send_at_once(hurried)
    assert asyncio.run(how_a_socket_sends(plain)) == "delayed", "tornado has changed: is the extension still needed?"
    assert asyncio.run(how_a_socket_sends(hurried)) == "at once"


def test_a_second_load_changes_nothing():
    handler = make_handler()
    at_once.send_at_once(handler)
    once = handler.open
    assert at_once.send_at_once(handler)
    assert handler.open is once


def test_jupyters_own_handler_allows_it(monkeypatch):
    monkeypatch.setattr(KernelWebsocketHandler, "open", KernelWebsocketHandler.open)  # put back afterwards
    server._load_jupyter_server_extension(server_app(log=None))
    assert hasattr(KernelWebsocketHandler.open, at_once.HURRIED)


@pytest.mark.parametrize("other", [None, type("Handler", (), {}), type("Handler", (), {"open": print})])
def test_another_jupyter_is_left_as_it_is(other, monkeypatch, caplog):
    before = getattr(other, "open", None)
    monkeypatch.setattr("jupyter_server.services.kernels.websocket.KernelWebsocketHandler", other)
    with caplog.at_level(logging.WARNING):
        server._load_jupyter_server_extension(server_app(log=logging.getLogger("server")))
    assert "built differently" in caplog.text
    assert getattr(other, "open", None) is before
