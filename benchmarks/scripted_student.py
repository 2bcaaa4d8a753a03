"""A student without a screen: logs in to a hub, opens a lesson as the lab does, and moves its first figure."""

import asyncio
import json
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from pledge_lib.panels.frames import apply

KNOWN = Path(__file__).resolve().parent.parent / "pledge_lib/lab/labextension/static/course.json"
PROTOCOL, VIEW = "v1.kernel.websocket.jupyter.org", "application/vnd.jupyter.widget-view+json"
FIELD = re.compile(r'name="_xsrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_xsrf"')
PLOTLY = re.compile(r'"pledgeLabPlotly": ?"([^"]+)"')
FROM_A_PAGE = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
LOOK_AGAIN, LAST_ANSWER = 1.0, 20.0  # seconds
SHOWS_FIGURE = "lesson.panel("


def shipped_code(name: str, language: str) -> dict[str, str]:
    """Return the code of a lesson that the lab runs by itself, by its cells' ids."""
    lessons = json.loads(KNOWN.read_text(encoding="utf-8"))["lessons"]
    code = next(lesson["code"] for lesson in lessons if lesson["name"] == name)
    return {id: text if isinstance(text, str) else text[language] for id, text in code.items()}


class Student:
    """One who comes, opens the lesson that the hub shows first, and drags the lead of its first figure."""

    def __init__(self, base: str, name: str, password: str):
        self.base, self.name, self._password = base, name, password
        self._web = httpx.AsyncClient(follow_redirects=True, timeout=300)
        self._session, self._replies, self._wholes, self._views = Session(), {}, {}, {}
        self._asked, self._answers, self._told = {}, {}, {"answers": None}
        self._figure, self._socket, self._cells = None, None, []

    async def arrive(self):
        """Log in and wait, as the page that the hub shows meanwhile, until the lab's own page comes."""
        page = await self._web.get(f"{self.base}/hub/login")
        hidden = next(filter(None, FIELD.search(page.text).groups()))
        told = {"username": self.name, "password": self._password, "_xsrf": hidden}
        page = await self._web.post(f"{self.base}/hub/login", data=told)
        while not (page.status_code == 200 and page.url.path.startswith(f"/user/{self.name}/lab")):
            if page.status_code in (401, 403, 429):
                raise RuntimeError(f"{self.name} is refused: {page.status_code} at {page.url.path}")
            await self._wait_for_turn()
            page = await self._web.get(f"{self.base}/user/{self.name}/")
        self._notebook = page.url.path.split("/lab/tree/")[1]
        script = await self._web.get(self.base + PLOTLY.search(page.text)[1], headers=FROM_A_PAGE)
        script.raise_for_status()  # a page's script brings cookies and no other proof

    async def _wait_for_turn(self):
        """Listen as the waiting page does, until the hub says that the server is there."""
        address = f"{self.base}/hub/api/users/{self.name}/server/progress"
        asked = {"_xsrf": self._cookies("/hub/").get("_xsrf", "")}
        async with self._web.stream("GET", address, params=asked, headers=FROM_A_PAGE) as told:
            async for line in told.aiter_lines():
                if '"ready": true' in line:
                    return
                if '"failed": true' in line:
                    raise RuntimeError(f"{self.name}: {line}")
        await asyncio.sleep(LOOK_AGAIN)  # nothing was under way yet, or no more

    async def open_lesson(self):
        """Start a kernel and run what is shipped until the first figure's numbers are there."""
        found = json.loads(await self._get(f"/user/{self.name}/api/contents/{self._notebook}"))
        _, language, file = self._notebook.split("/")
        known = shipped_code(file.removesuffix(".ipynb"), language)
        code = [(cell["id"], "".join(cell["source"])) for cell in found["content"]["cells"] if cell["source"]]
        self._cells = [text for id, text in code if known.get(id) == text]
        if len(self._cells) != len(known):
            raise RuntimeError(f"{self.name}: {len(self._cells)} of {len(known)} cells are as shipped")
        asked = {"path": self._notebook, "name": file, "type": "notebook", "kernel": {"name": "python3"}}
        answer = await self._web.post(
            f"{self.base}/user/{self.name}/api/sessions", json=asked, headers={**FROM_A_PAGE, **self._proof()}
        )
        answer.raise_for_status()
        await self._connect(answer.json()["kernel"]["id"])
        while self._cells:
            cell = self._cells.pop(0)
            view = await self._execute(cell)
            if cell.startswith(SHOWS_FIGURE):
                self._figure = self._views[view]
                self._slider = self._lead(self._wholes[self._figure]["frame"])
                return
        raise RuntimeError(f"{self.name}: no figure in {self._notebook}")

    async def run_rest(self):
        """Run the other cells of the lesson, as the lab does below the first figure."""
        for cell in self._cells:
            await self._execute(cell)

    async def move(self, steps: int, pause: float, later: float) -> list[float | None]:
        """Drag; return for each step the seconds until its answer, None where there is none."""
        await asyncio.sleep(later)
        key, low, high, width = self._slider
        begun = time.perf_counter()
        for step in range(steps):
            await asyncio.sleep(max(0.0, begun + step * pause - time.perf_counter()))
            value = low + width * (1 + step % int((high - low) / width - 1))
            event = {"key": key, "value": value, "held": True, "view": "student", "number": step}
            self._asked[step] = time.perf_counter()
            await self._send("comm_msg", {"comm_id": self._figure, "data": {"method": "custom", "content": event}})
        until = time.perf_counter() + LAST_ANSWER
        while len(self._answers) < steps and time.perf_counter() < until:
            await asyncio.sleep(0.05)
        return [self._answers[step] - self._asked[step] if step in self._answers else None for step in range(steps)]

    async def leave(self):
        """Close what is open; the server goes on."""
        if self._socket:
            self._socket.close()
            await self._hearing
        await self._web.aclose()

    @staticmethod
    def _lead(frame) -> tuple[str, float, float, float]:
        spec = json.loads(frame["spec"])
        lead = next(control for control in spec["controls"] if control["key"] == spec["lead"])
        return lead["key"], lead["low"], lead["high"], lead["step"]

    async def _get(self, path: str) -> str:
        answer = await self._web.get(self.base + path, headers={**FROM_A_PAGE, **self._proof()})
        answer.raise_for_status()
        return answer.text

    def _cookies(self, path: str) -> dict[str, str]:
        """Return the cookies that a browser would send to a path."""
        return {cookie.name: cookie.value for cookie in self._web.cookies.jar if path.startswith(cookie.path)}

    def _proof(self) -> dict[str, str]:
        return {"X-XSRFToken": self._cookies(f"/user/{self.name}/").get("_xsrf", "")}

    async def _connect(self, kernel: str):
        address = f"ws://{urlsplit(self.base).netloc}/user/{self.name}/api/kernels/{kernel}/channels"
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies(f"/user/{self.name}/").items())
        headers = {
            **FROM_A_PAGE,
            **self._proof(),
            "Cookie": cookies,
            "Origin": self.base,
            "Sec-Fetch-Mode": "websocket",
        }
        request = HTTPRequest(f"{address}?session_id={self._session.session}", headers=headers, connect_timeout=120)
        self._socket = await websocket_connect(request, subprotocols=[PROTOCOL], max_message_size=2**28)
        self._hearing = asyncio.create_task(self._hear())

    async def _execute(self, code: str) -> str:
        """Run a cell to its end; return the id of its request."""
        done = asyncio.get_running_loop().create_future()
        request = self._session.msg("execute_request", {"code": code, "silent": False, "store_history": True})
        self._replies[request["msg_id"]] = done
        await self._post(request)
        if (status := await done) != "ok":
            raise RuntimeError(f"{self.name}: {code!r} ended with {status}")
        return request["msg_id"]

    async def _send(self, kind: str, content):
        await self._post(self._session.msg(kind, content))

    async def _post(self, message):
        packed = serialize_msg_to_ws_v1(message, "shell", self._session.pack)
        await self._socket.write_message(packed, binary=True)

    async def _hear(self):
        while (received := await self._socket.read_message()) is not None:
            _, parts = deserialize_msg_from_ws_v1(received)
            header, parent, _, content = map(json.loads, parts[:4])
            self._heard(header["msg_type"], parent.get("msg_id"), content)
        for waiting in self._replies.values():
            waiting.set_exception(RuntimeError(f"{self.name}: the connection to the kernel broke"))

    def _heard(self, kind: str, parent: str, content):
        if kind == "comm_open" and "whole" in content["data"].get("state", {}):
            self._wholes[content["comm_id"]] = content["data"]["state"]["whole"]
        elif kind in ("execute_result", "display_data") and VIEW in content["data"]:
            self._views[parent] = content["data"][VIEW]["model_id"]
        elif kind == "execute_reply" and parent in self._replies:
            # what the cell shows comes on another channel, and may come a moment later
            asyncio.get_running_loop().call_later(0.05, self._replies.pop(parent).set_result, content["status"])
        elif kind == "comm_msg" and content["comm_id"] == self._figure:
            change = content["data"].get("content", {}).get("change", {})
            if "answers" in change:
                self._told = apply(self._told, {"answers": change["answers"]}, [])
                self._answers.setdefault(self._told["answers"]["number"], time.perf_counter())
