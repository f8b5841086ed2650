"""What a policy pack may say: the words and tables of one TOML file in ``resources/policies/``.

Only shapes live here. ``policies_reading`` turns text into a `PolicyPack` and says what is wrong with a broken
one; ``policies`` keeps all packs and tells which is in force. Users import everything from ``policies``.
"""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from care_console.domain.requests import Channel as RequestChannel
from care_console.domain.requests import Rung

ANY_MARKET: Final = "*"
"""Stands in ``markets`` and on phone lines for every market that is not named."""


class MarketingChannel(enum.StrEnum):
    """A way in which the brand itself may market to a customer (O1)."""

    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    LIVE_CHAT = "live-chat"
    DIRECT_MAIL = "direct-mail"


class SharingPurpose(enum.StrEnum):
    """A use of data beyond the brand's own marketing that a customer decides about (O3, O4, O9, O10)."""

    GROUP_SHARING = "group-sharing"
    THIRD_PARTY_POST = "third-party-post"
    THIRD_PARTY_PHONE = "third-party-phone"
    THIRD_PARTY_EMAIL = "third-party-email"
    DATA_MATCHING = "data-matching"
    TARGETED_ADVERTISING = "targeted-advertising"
    TESTIMONIAL = "testimonial"


MARKETING_PURPOSES: Final = frozenset(SharingPurpose) - {SharingPurpose.TESTIMONIAL}
"""What "do not use my information for marketing" stops besides every channel (O9)."""


class Default(enum.StrEnum):
    """What holds while the customer has said nothing. ``never`` is no choice at all: nobody can switch it on."""

    ON = "on"
    OFF = "off"
    NEVER = "never"


class OptOutRoute(enum.StrEnum):
    """Where a customer can say no."""

    ACCOUNT = "account"
    UNSUBSCRIBE_LINK = "unsubscribe-link"
    CARE = "care"


class Unpublished(enum.StrEnum):
    """A contact detail that the published policy leaves out, so that its absence is deliberate."""

    MAILBOX = "mailbox"
    PHONES = "phones"
    POST = "post"


class MailFact(enum.StrEnum):
    """What the brand asks customers to write into the text of an e-mail (O8)."""

    NAME = "name"
    CUSTOMER_NUMBER = "customer-number"


class OfficerRoute(enum.StrEnum):
    """How the privacy officer is reached: directly, or through care where the policy names nobody."""

    EMAIL = "email"
    POST = "post"
    CARE = "care"


class TransferRule(enum.StrEnum):
    """Whether data may leave for a destination (D3)."""

    ALLOWED = "allowed"
    SAFEGUARD = "allowed-with-safeguard"
    REFUSED = "refused"


class Processor(enum.StrEnum):
    """A kind of company that works on the controller's behalf (D2)."""

    MAILING_HOUSE = "mailing-house"
    COURIER = "courier"
    DATA_PROCESSOR = "data-processor"
    ADVERTISING_AGENCY = "advertising-agency"
    RESEARCHER = "researcher"
    PAYMENT_PARTNER = "payment-partner"
    CHAT_PROVIDER = "chat-provider"


class Authority(enum.StrEnum):
    """A kind of recipient of a disclosure, always on a legal basis of its own (D1)."""

    CREDIT_REFERENCE = "credit-reference-agency"
    FRAUD_PREVENTION = "fraud-prevention-agency"
    LENDER = "lender"
    REGULATOR = "regulator"
    GOVERNMENT = "government"
    POLICE = "police"
    COURT = "court"


class RecordKind(enum.StrEnum):
    """A kind of record that is deleted when its time is over (T1, S3). Consents and suppressions are never."""

    CHAT_TRANSCRIPTS = "chat-transcripts"
    SEARCH_RECORDS = "search-records"
    CARE_REQUESTS = "care-requests"
    SENT_MAIL = "sent-mail"


"""Facts that the console itself asks for. A pack may ask for more, never for fewer."""


class Controller(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The company answerable for the data; nothing crosses from one to another."""

    key: str
    name: str


class PhoneLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A care line as printed for a market (ISO 3166 alpha-2), or ``*`` for callers from anywhere (B1)."""

    number: str
    market: str


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a customer reaches this brand's care team, and what it asks of their e-mails (B1, O8)."""

    routes: tuple[RequestChannel, ...]
    mailbox: str | None = None
    phones: tuple[PhoneLine, ...] = ()
    post: tuple[str, ...] = ()
    unpublished: tuple[Unpublished, ...] = ()
    mail_needs: tuple[MailFact, ...] = ()


class BrandEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A brand as one pack has it. ``lends``: offers credit, hence the list of agencies asked (R2)."""

    name: str
    initials: str
    colour: str
    lends: bool | None = None
    contact: Contact | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A channel or purpose: its default, whether a yes must be express (O4), and where a no can be said (O2)."""

    default: Default
    express: bool = False
    opt_out_by: tuple[OptOutRoute, ...] = ()

    @property
    def switchable(self) -> bool:
        """Whether anybody may switch it at all."""
        return self.default is not Default.NEVER

    @property
    def only_through_care(self) -> bool:
        """Whether care is the one place where a customer can say no (O2)."""
        return self.opt_out_by == (OptOutRoute.CARE,)


class Fee(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The most that may be asked for a copy of the data; ``currency`` is ISO 4217."""

    ceiling: Decimal
    currency: str


class CopyTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Terms of a copy of the data (R1) from ``since`` on: days to answer, and the fee if one may be taken."""

    since: date
    days: int
    fee: Fee | None = None


class PrivacyOfficer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who answers for copies, disclosures and complaints (R1, R3)."""

    route: OfficerRoute
    mailbox: str | None = None
    post: tuple[str, ...] = ()
    copy: tuple[CopyTerms, ...]


class Care(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Care's own rules.

    ``age_of_consent`` in years (G1); ``due_days`` to carry out a request (O6); ``calls_recorded`` asks for the
    recording notice (A4); ``revalidate_orders`` sends an order in process through validation again when one of its
    addresses changes (M5).
    """

    age_of_consent: int
    due_days: int
    calls_recorded: bool
    revalidate_orders: bool


class MailSubject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A subject line with a fixed meaning: it withdraws these purposes and nothing else (O8)."""

    subject: str
    withdraws: tuple[SharingPurpose, ...]
    needs: tuple[MailFact, ...] = ()


class Transfer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where data may go outside the EEA: ``adequate`` countries freely, all others by ``elsewhere`` (D3)."""

    elsewhere: TransferRule
    adequate: tuple[str, ...] = ()


class Recipients(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom the policy names: processors on the controller's behalf (D2), authorities and agencies (D1)."""

    processors: tuple[Processor, ...]
    authorities: tuple[Authority, ...]


class PolicyPack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published policy as data. A ``partial`` pack leaves out what it takes from its controller's other pack."""

    id: str
    source: str
    markets: tuple[str, ...]
    effective: date
    partial: bool = False
    controller: Controller
    brands: dict[str, BrandEntry]
    channels: dict[MarketingChannel, Choice] = {}
    purposes: dict[SharingPurpose, Choice] = {}
    time_zone: str | None = None
    retention_months: dict[RecordKind, int] = {}
    rungs: dict[Rung, int] = {}
    care: Care | None = None
    privacy_officer: PrivacyOfficer | None = None
    mail_subjects: tuple[MailSubject, ...] | None = None
    transfer: Transfer | None = None
    recipients: Recipients | None = None
