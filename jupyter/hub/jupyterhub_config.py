"""A room of thirty on one machine: `jupyterhub -f jupyter/hub/jupyterhub_config.py`, as docs/HUB.en.md says.

Chosen by variables, so that no update has to be merged with what a teacher changed:

    PLEDGE_ROOM             folder of the readers' folders (room)
    PLEDGE_ROOM_PASSWORD    the room's password, eight characters or more; without it nobody gets in
    PLEDGE_ROOM_ADDRESS     where browsers find the hub (http://127.0.0.1:8000: this machine alone)
    PLEDGE_ROOM_LANGUAGE    the language of the first lesson (zh_TW)
"""

import asyncio
import os
import sys
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner
from jupyterhub.utils import wait_for_server

SEATS = 40  # a room of thirty, and who comes again under another name
AT_ONCE = 2 * (os.cpu_count() or 1)  # starts; more of them only make each other slow
PATIENCE = 300  # seconds that the last one in the queue may wait
HOUR = 3600
ROOM = Path(os.environ.get("PLEDGE_ROOM", "room")).resolve()


class InTurn(SimpleLocalProcessSpawner):
    """Starts a reader's server when it is its turn; who waits sees a page that says so, instead of a refusal."""

    turns = asyncio.Semaphore(AT_ONCE)

    async def start(self):
        """Start the server and keep the turn until it answers: loading is what costs."""
        async with self.turns:
            ip, port = await super().start()
            await wait_for_server(ip or "127.0.0.1", port, timeout=PATIENCE)
            return ip, port


c = get_config()
c.JupyterHub.bind_url = os.environ.get("PLEDGE_ROOM_ADDRESS", "http://127.0.0.1:8000")
ROOM.mkdir(mode=0o700, parents=True, exist_ok=True)
c.JupyterHub.db_url = f"sqlite:///{ROOM / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(ROOM / "hub.secret")
c.ConfigurableHTTPProxy.pid_file = str(ROOM / "proxy.pid")

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ.get("PLEDGE_ROOM_PASSWORD", "")
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = r"[a-z0-9][a-z0-9-]{0,19}"  # it names a folder

c.JupyterHub.spawner_class = InTurn
c.JupyterHub.active_server_limit = SEATS
c.JupyterHub.concurrent_spawn_limit = SEATS  # nobody is refused; the spawner lets them in by turns
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
c.Spawner.start_timeout = c.Spawner.http_timeout = PATIENCE

# The reader's own folder, in which the lessons keep their place; they are brought before each start.
# -P: no file of the reader's poses as a module then.
c.SimpleLocalProcessSpawner.home_dir_template = str(ROOM / "{username}")
c.Spawner.notebook_dir = str(ROOM / "{username}")
c.Spawner.default_url = f"/lab/tree/notebooks/{os.environ.get('PLEDGE_ROOM_LANGUAGE', 'zh_TW')}/00_start.ipynb"
c.Spawner.environment = {"PLEDGE_LAB_LEDGER": lambda spawner: str(ROOM / spawner.user.name / "mine/ledger.json")}
BRING_AND_SERVE = '"$0" -P -m pledge_lib lessons . && exec "$0" -P -m jupyterhub.singleuser "$@"'
c.Spawner.cmd = ["sh", "-c", BRING_AND_SERVE, sys.executable]
c.Spawner.args = [
    f"--MappingKernelManager.cull_idle_timeout={HOUR}",
    f"--ServerApp.shutdown_no_activity_timeout={2 * HOUR}",
    "--LabApp.extension_manager=readonly",  # the other one asks a package index for news
]
