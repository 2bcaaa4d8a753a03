"""The Jupyter server extension of the course."""

from pledge_lib.lab.at_once import send_at_once
from pledge_lib.lab.plotly_page import hand_out_plotly
from pledge_lib.lab.saving import as_shipped


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "pledge_lib.lab.server"}]


def _load_jupyter_server_extension(server_app) -> None:
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
    except ImportError:
        KernelWebsocketHandler = None
    if not send_at_once(KernelWebsocketHandler):
        server_app.log.warning("pledge-lab: this Jupyter server is built differently; sliders work, only less smoothly")
    server_app.contents_manager.register_pre_save_hook(as_shipped)
    hand_out_plotly(server_app.web_app)
