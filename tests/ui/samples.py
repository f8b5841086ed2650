"""View data for the pages, made up."""

from __future__ import annotations

from care_console.ui.customer.data import (
    AddressView,
    CardView,
    ChatView,
    CustomerView,
    EntryView,
    FactChoice,
    FactResult,
    FieldState,
    FieldView,
    MessageView,
    OrderView,
    PreferenceView,
    RequestView,
    VerificationView,
)
from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.kit.marks import Brand
from care_console.ui.lookup.data import HitRow, Mark, OpeningChoices, RecentRequest
from care_console.ui.lookup.view import LookupView
from care_console.ui.optout.bar import OptOutBar
from care_console.ui.optout.data import OptOutChoices
from care_console.ui.review.data import AuditRow

BRAND = Brand("THE OUTNET", "TO", "#8A4B20")
OTHER_BRAND = Brand("MR PORTER", "MP", "#2F4858")


def hits(count: int = 8) -> tuple[HitRow, ...]:
    """Customers with masked details."""
    return tuple(
        HitRow(
            key=number,
            name=f"Margaret Hargreaves {number}",
            brand=BRAND,
            number=f"•••• {1000 + number}",
            marks=(Mark("name", 9, 13), Mark("town", 0, 2)),
            email="m••••••@example.org",
            phone="••••• •••412",
            postcode="LS6 •••",
            town="Leeds",
            contacted="14 Nov",
            channel="By phone",
            flag=ChipText("Vulnerable", "warn", "shield-alert") if number % 2 else None,
        )
        for number in range(count)
    )


def recent() -> tuple[RecentRequest, ...]:
    """Two requests of the agent's own."""
    done = ChipText("Done", "ok", "circle-check")
    return tuple(
        RecentRequest(number, "phone", "Owen Pritchard", "Opt-out", f"R-{number}", "09:12", done) for number in (1, 2)
    )


PREFERENCES = (
    PreferenceView("Direct mail", "At checkout", True, "direct-mail", "the-outnet", "THE OUTNET"),
    PreferenceView("E-mail offers", "Nothing chosen", False, "email", "the-outnet", "THE OUTNET"),
    PreferenceView("Direct mail", "Through care by phone", False, "direct-mail", "mr-porter", "MR PORTER"),
)
CONSENTS = tuple(EntryView(f"Direct mail, THE OUTNET: allowed {number}", "At checkout") for number in range(7))
CHATS = (
    ChatView(7, "Chat with Ada", "parcel  ·  14 minutes", "18 Nov 2026 10:02", ChipText("Kept until May")),
    ChatView(8, "Chat", "nothing was said", "1 Nov 2025 09:00", ChipText("9 days left", "warn", "clock"), "… parcel …"),
)


def customer(*, verified: bool, locked: str = "") -> CustomerView:
    """A customer, masked or open."""
    state = FieldState.AMENDABLE if verified else FieldState.LOCKED
    choices = (FactChoice("postcode", "Postcode", "What is your postcode?"), FactChoice("dob", "Date of birth"))
    results = (FactResult("Order number", matched=True),)
    return CustomerView(
        name="Ms Margaret Hargreaves",
        initials="MH",
        brand=BRAND,
        number="4471 0923" if verified else "•••• 0923",
        since="Since March 2016",
        flags=(ChipText("Code word asked for", "warn", "shield-alert"),),
        request=RequestView("The customer, by phone", "R-48213", "Change of e-mail", "Stands here", verified),
        fields=(
            FieldView("name", "Name", "Ms Margaret Hargreaves", FieldState.SHOWN),
            FieldView("email", "E-mail", "m@example.org" if verified else "m••••••@example.org", state),
            FieldView("phone", "Phone", "0113 496 0412" if verified else "••••• •••412", state, "mobile"),
            FieldView("dob", "Date of birth", "•• ••• ••••", FieldState.REVEALABLE if verified else state),
        ),
        verification=None if verified else VerificationView(2, 1, choices, results, "Two attempts left", locked),
        addresses=(AddressView("Home", "14 Ashfield Terrace, Leeds" if verified else "LS6 •••, Leeds"),),
        orders=(OrderView("77120", "12 Nov", "Linen", "£164.00", ChipText("Sent", "accent")),) if verified else (),
        order_count=34,
        last_order="12 Nov, on its way",
        cards=(CardView("Visa", "4421", "08/27"), CardView("Visa", "9912", "03/25", expired=True)) if verified else (),
        preferences=PREFERENCES if verified else (),
        consents=CONSENTS if verified else (),
        history=(EntryView("Phone amended", "Sam Whitlock", "2 Oct", "pencil"),) if verified else (),
    )


def events(count: int = 30) -> tuple[AuditRow, ...]:
    """Audit events, newest first."""
    return tuple(
        AuditRow(
            key=number,
            time=f"20 Nov 17:{59 - number % 60:02d}:20",
            agent="Nadia Rahimi",
            event="Customer opened",
            icon="eye",
            outcome="Granted",
            tone="ok",
            customer=f"c-{number}",
            brand=BRAND if number % 2 else None,
            request=f"R-{number}",
            facts=(("Sequence", str(number)),),
        )
        for number in range(count)
    )


OPT_OUT_CHOICES = OptOutChoices(
    subjects=(("direct-mail", "Direct mail"), ("all", "All marketing")),
    brands=(("the-outnet", "THE OUTNET"), ("*", "All 3 brands")),
    callers=(("customer", "The customer"), ("household", "Somebody of the household")),
)
COUNTRIES = (("FR", "France"), ("GB", "United Kingdom"))
EFFECTS = (
    EffectLine(
        Effect.STOPS,
        "all marketing by every channel, with sharing and matching, of all brands, from now on.",
    ),
    EffectLine(
        Effect.MAY_ARRIVE,
        "post that is under way already, until 10 Dec 2026; what others have, for 30 days.",
    ),
    EffectLine(Effect.STILL_SENT, "messages about orders, deliveries and the account."),
)


def opt_out(page: LookupView) -> OptOutBar:
    """A bar on the page that asks, its effects told."""
    bar = OptOutBar()
    page.add_bar(bar)
    bar.ask("Margaret Hargreaves", OPT_OUT_CHOICES)
    bar.show_effects(EFFECTS)
    return bar


OPENING_CHOICES = OpeningChoices(
    requesters=(("customer", "The customer"), ("representative", "A representative")),
    purposes=(("details", "Change of details"), ("order", "Question about an order")),
    channels=(("phone", "By phone"), ("letter", "By letter")),
    channel="letter",
)
MESSAGES = (
    MessageView(
        1, 1, "Notice of a change", "m@example.org", "20 Nov 10:02", ChipText("Did it arrive?", "warn", "clock"),
        "421 the line broke", in_doubt=True,
    ),
    MessageView(2, 2, "Copy of a chat", "m@example.org", "20 Nov 09:40", ChipText("Waiting"), cancellable=True),
    MessageView(3, 3, "Copy of a chat", "m@example.org", "19 Nov", ChipText("Not delivered", "bad"), "550 unknown"),
)  # fmt: skip
CODE_SENT = VerificationView(
    2,
    1,
    (FactChoice("postcode", "Postcode", "What is your postcode?"),),
    (FactResult("Order number", matched=True), FactResult("Postcode", matched=False, note="It does not match.")),
    "One attempt left",
    code_offered=True,
    code_sent="A code was sent by e-mail; it may be used until 17:20.",
)
