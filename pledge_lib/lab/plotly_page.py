"""plotly.js travels once a browser: the server hands it out, compressed, under a name that its content decides.

A page learns the address from its configuration; where that does not name the version of the kernel, the kernel sends
the file.
"""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from pledge_lib.panels import plotly_file

CONFIGURED = "pledgeLabPlotly"  # the key under which a page finds the address
A_YEAR = 31_536_000  # seconds


class PlotlyHandler(JupyterHandler):
    """The one file, for browsers that unpack gzip, which all do.

    It is public, as JupyterLab's own scripts are: a hub takes no cookie alone as proof of a reader, and a script sends
    no more, so that it was sent around in circles and never got the file.
    """

    @allow_unauthenticated
    def get(self):
        if "gzip" not in self.request.headers.get("Accept-Encoding", ""):
            raise web.HTTPError(HTTPStatus.NOT_ACCEPTABLE)
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.set_header("Content-Encoding", "gzip")
        self.set_header("Cache-Control", f"private, max-age={A_YEAR}, immutable")
        self.finish(plotly_file.packed())


def hand_out_plotly(web_app):
    """Let a Jupyter server hand plotly.js out, and tell its pages where."""
    address = url_path_join(web_app.settings["base_url"], "pledge-lab", plotly_file.name())
    web_app.add_handlers(".*$", [(address, PlotlyHandler)])
    web_app.settings.setdefault("page_config_data", {})[CONFIGURED] = address
