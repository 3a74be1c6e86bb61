"""OAuth 2.1 and OpenID Connect: the provider, on Authlib's core, and bearer tokens at the graph.

The core of Authlib is synchronous. Each request opens one work, reads what it was sent, and lets
the core run in a thread, which comes back to the loop for each operation of `identity`: so there
is one pool, one transaction, and every rule about codes and tokens stands in `identity`.
"""

from tributary.api.oauth.bearers import Bearers, Door
from tributary.api.oauth.desk import Provider
from tributary.api.oauth.detours import take_back
from tributary.api.oauth.keyring import Keyring
from tributary.api.oauth.routes import oauth_routes

__all__ = ["Bearers", "Door", "Keyring", "Provider", "oauth_routes", "take_back"]
