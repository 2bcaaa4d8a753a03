"""The server extension: kernel messages leave at once."""

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

from pledge_lib import lab_server


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
    assert lab_server.send_at_once(hurried)
    assert asyncio.run(how_a_socket_sends(plain)) == "delayed", "tornado has changed: is the extension still needed?"
    assert asyncio.run(how_a_socket_sends(hurried)) == "at once"


def test_a_second_load_changes_nothing():
    handler = make_handler()
    lab_server.send_at_once(handler)
    once = handler.open
    assert lab_server.send_at_once(handler)
    assert handler.open is once


def test_jupyters_own_handler_allows_it(monkeypatch):
    monkeypatch.setattr(KernelWebsocketHandler, "open", KernelWebsocketHandler.open)  # put back afterwards
    lab_server._load_jupyter_server_extension(SimpleNamespace(log=None))
    assert hasattr(KernelWebsocketHandler.open, lab_server.HURRIED)


@pytest.mark.parametrize("other", [None, type("Handler", (), {}), type("Handler", (), {"open": print})])
def test_another_jupyter_is_left_as_it_is(other, monkeypatch, caplog):
    before = getattr(other, "open", None)
    monkeypatch.setattr("jupyter_server.services.kernels.websocket.KernelWebsocketHandler", other)
    with caplog.at_level(logging.WARNING):
        lab_server._load_jupyter_server_extension(SimpleNamespace(log=logging.getLogger("server")))
    assert "built differently" in caplog.text
    assert getattr(other, "open", None) is before
