"""What pytest need not load: named in pyproject.toml with `-p`, so that it is here before the plugins that load it.

nbval reads notebooks by way of jsonschema, which builds 38 parsers for addresses with letters of all scripts: 1.5 s in
every process. No schema of a notebook asks for such an address, and jsonschema goes without where there is no parser.
"""

import sys

sys.modules["rfc3987_syntax"] = None
