"""The way to the order system as it is set."""

from __future__ import annotations

from care_console.credentials import KeyringCredentials
from care_console.orders import HttpOrderSystem
from care_console.settings import Settings

ORDERS_TOKEN = "orders:token"  # noqa: S105 - the name of a secret


def order_system(settings: Settings) -> HttpOrderSystem | None:
    """What the settings say, None where IT has set nothing; the token is read from the keyring at each message.

    Raises InvalidError or ServiceError for an address that cannot be used.
    """
    if not settings.orders_url:
        return None
    return HttpOrderSystem(settings.orders_url, lambda: KeyringCredentials().get(ORDERS_TOKEN))
