"""A message as the store hands it over."""

from __future__ import annotations

from care_console.domain.messages import Draft, MessageKind


def notice(text: str = "Hello.") -> Draft:
    """Of a change of details, to be sent by one of the demo's brands."""
    return Draft(
        kind=MessageKind.DETAIL_CHANGED,
        brand="harbour",
        language="en",
        sender_name="Harbour",
        sender="care@harbour.example",
        subject="Your details",
        text=text,
        html="<p>Hello.</p>",
    )
