"""How many others may be a customer who is open (M6): told by the look-up engine, from what any hit shows."""

from __future__ import annotations

from sqlalchemy import Connection, text

from care_console.lookup.duplicates import possible_duplicates
from care_console.lookup.engine import find
from care_console.storage.lookup_search import SqliteLookupIndex

_MOST = 40
_CUSTOMER = text(
    "SELECT c.controller, c.given_names, c.surname,"
    " (SELECT a.town FROM address a WHERE a.customer_id = c.id ORDER BY a.kind <> 'home', a.id LIMIT 1)"
    " FROM customer c WHERE c.id = :id"
)


def count_twins(connection: Connection, customer_id: int) -> int:
    """How many customers of the same controller may be this one; nothing else is told of them.

    They are searched for by this customer's own name and town, as an agent could from the hits.
    """
    found = connection.execute(_CUSTOMER, {"id": customer_id}).one_or_none()
    if found is None:
        return 0
    controller, given, surname, town = found
    index = SqliteLookupIndex(connection, controller)
    said = " ".join(part for part in (given, surname, town) if part)
    candidates = {hit.candidate.customer_id: hit.candidate for hit in find(index, said, _MOST).hits}
    return possible_duplicates(list(candidates.values())).get(customer_id, 0)
