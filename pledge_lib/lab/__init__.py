"""What JupyterLab and its server take from the course: a server extension, and one for the page in `labextension`.

The server runs this outside any lesson, so nothing here imports another floor,
but for the one module that knows plotly.js and needs no package.
"""
