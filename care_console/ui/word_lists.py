"""The words of the domain's vocabulary, and why something is refused, as they are given to translators.

`ui.words` says them in the language of the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from care_console.domain.copies import WhyKept
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.events import Outcome, Verb
from care_console.domain.findings import Label
from care_console.domain.flags import Flag
from care_console.domain.messages import MessageKind, MessageState
from care_console.domain.policies import MarketingChannel, SharingPurpose
from care_console.domain.requests import (
    Channel,
    Fact,
    Purpose,
    Reason,
    Requester,
    RequestOutcome,
    RequestStatus,
)
from care_console.domain.roles import Role
from care_console.domain.situations import AuthorityKind

if TYPE_CHECKING:
    from enum import StrEnum

TERMS: tuple[tuple[StrEnum, object], ...] = (
    (Role.AGENT, QT_TRANSLATE_NOOP("words", "Agent")),
    (Role.LEAD, QT_TRANSLATE_NOOP("words", "Team lead")),
    (Role.PRIVACY_OFFICER, QT_TRANSLATE_NOOP("words", "Privacy officer")),
    (Role.ADMIN, QT_TRANSLATE_NOOP("words", "Administrator")),
    (Channel.PHONE, QT_TRANSLATE_NOOP("words", "by phone")),
    (Channel.EMAIL, QT_TRANSLATE_NOOP("words", "by e-mail")),
    (Channel.LETTER, QT_TRANSLATE_NOOP("words", "by letter")),
    (Channel.CHAT, QT_TRANSLATE_NOOP("words", "by live chat")),
    (Requester.CUSTOMER, QT_TRANSLATE_NOOP("words", "The customer")),
    (Requester.GUARDIAN, QT_TRANSLATE_NOOP("words", "A parent or guardian")),
    (Requester.REPRESENTATIVE, QT_TRANSLATE_NOOP("words", "A representative")),
    (Requester.HOUSEHOLD, QT_TRANSLATE_NOOP("words", "Somebody of the household")),
    (Requester.UNKNOWN, QT_TRANSLATE_NOOP("words", "Somebody unknown")),
    (Purpose.CHANGE_DETAILS, QT_TRANSLATE_NOOP("words", "Change of details")),
    (Purpose.ORDER, QT_TRANSLATE_NOOP("words", "Question about an order")),
    (Purpose.PREFERENCES, QT_TRANSLATE_NOOP("words", "Marketing preferences")),
    (Purpose.TRANSCRIPT, QT_TRANSLATE_NOOP("words", "Copy of a chat")),
    (Purpose.DATA_COPY, QT_TRANSLATE_NOOP("words", "Copy of their data")),
    (Purpose.COMPLAINT, QT_TRANSLATE_NOOP("words", "Complaint")),
    (Purpose.OTHER, QT_TRANSLATE_NOOP("words", "Something else")),
    (Purpose.GENERAL, QT_TRANSLATE_NOOP("words", "General question")),
    (Purpose.TRAINING, QT_TRANSLATE_NOOP("words", "Training")),
    (Purpose.PRIVACY, QT_TRANSLATE_NOOP("words", "Privacy officer's case")),
    (RequestStatus.DRAFT, QT_TRANSLATE_NOOP("words", "Draft")),
    (RequestStatus.OPEN, QT_TRANSLATE_NOOP("words", "Open")),
    (RequestStatus.PARKED, QT_TRANSLATE_NOOP("words", "Parked")),
    (RequestStatus.HANDED_OVER, QT_TRANSLATE_NOOP("words", "Handed over")),
    (RequestStatus.ENDED, QT_TRANSLATE_NOOP("words", "Ended")),
    (RequestOutcome.DONE, QT_TRANSLATE_NOOP("words", "Done")),
    (RequestOutcome.PROMISED, QT_TRANSLATE_NOOP("words", "Promised")),
    (RequestOutcome.NOT_VERIFIED, QT_TRANSLATE_NOOP("words", "Not verified")),
    (RequestOutcome.WITHDRAWN, QT_TRANSLATE_NOOP("words", "Withdrawn")),
    (RequestOutcome.NOT_FOUND, QT_TRANSLATE_NOOP("words", "Not found")),
    (RequestOutcome.UNUSED, QT_TRANSLATE_NOOP("words", "Not used")),
    (Fact.CUSTOMER_NUMBER, QT_TRANSLATE_NOOP("words", "Customer number")),
    (Fact.BIRTH_DATE, QT_TRANSLATE_NOOP("words", "Date of birth")),
    (Fact.POSTCODE, QT_TRANSLATE_NOOP("words", "Postcode and house number")),
    (Fact.EMAIL, QT_TRANSLATE_NOOP("words", "E-mail address on file")),
    (Fact.PHONE, QT_TRANSLATE_NOOP("words", "Phone number on file")),
    (Fact.ORDER, QT_TRANSLATE_NOOP("words", "Number or amount of an order")),
    (Fact.CARD, QT_TRANSLATE_NOOP("words", "Last four digits of a saved card")),
    (Fact.SECURITY_ANSWER, QT_TRANSLATE_NOOP("words", "Security answer")),
    (Fact.ONE_TIME_CODE, QT_TRANSLATE_NOOP("words", "One-time code")),
    (Flag.DECEASED, QT_TRANSLATE_NOOP("words", "Deceased")),
    (Flag.VULNERABLE, QT_TRANSLATE_NOOP("words", "Vulnerable")),
    (Flag.HIDE_LOCATION, QT_TRANSLATE_NOOP("words", "Do not disclose location")),
    (Flag.TAKE_OVER, QT_TRANSLATE_NOOP("words", "Suspected take-over")),
    (Flag.CODE_WORD, QT_TRANSLATE_NOOP("words", "Code word asked for")),
    (AuthorityKind.CUSTOMERS_WORD, QT_TRANSLATE_NOOP("words", "The customer's own word")),
    (AuthorityKind.WRITTEN_CONSENT, QT_TRANSLATE_NOOP("words", "Written consent")),
    (AuthorityKind.POWER_OF_ATTORNEY, QT_TRANSLATE_NOOP("words", "Power of attorney")),
    (AuthorityKind.COURT_ORDER, QT_TRANSLATE_NOOP("words", "Court order")),
    (AddressKind.HOME, QT_TRANSLATE_NOOP("words", "Home")),
    (AddressKind.DELIVERY, QT_TRANSLATE_NOOP("words", "Deliveries")),
    (AddressKind.BILLING, QT_TRANSLATE_NOOP("words", "Billing")),
    (AddressKind.ORDER, QT_TRANSLATE_NOOP("words", "Order")),
    (OrderStatus.PENDING, QT_TRANSLATE_NOOP("words", "Pending")),
    (OrderStatus.PROCESSED, QT_TRANSLATE_NOOP("words", "Processed")),
    (OrderStatus.DELIVERED, QT_TRANSLATE_NOOP("words", "Delivered")),
    (OrderStatus.CANCELLED, QT_TRANSLATE_NOOP("words", "Cancelled")),
    (OrderStatus.VALIDATION_HOLD, QT_TRANSLATE_NOOP("words", "On hold")),
    (MarketingChannel.EMAIL, QT_TRANSLATE_NOOP("words", "E-mail offers")),
    (MarketingChannel.SMS, QT_TRANSLATE_NOOP("words", "Text messages")),
    (MarketingChannel.PHONE, QT_TRANSLATE_NOOP("words", "Phone calls")),
    (MarketingChannel.LIVE_CHAT, QT_TRANSLATE_NOOP("words", "Live chat offers")),
    (MarketingChannel.DIRECT_MAIL, QT_TRANSLATE_NOOP("words", "Direct mail")),
    (SharingPurpose.GROUP_SHARING, QT_TRANSLATE_NOOP("words", "Shared within the group")),
    (SharingPurpose.THIRD_PARTY_POST, QT_TRANSLATE_NOOP("words", "Other companies, by post")),
    (SharingPurpose.THIRD_PARTY_PHONE, QT_TRANSLATE_NOOP("words", "Other companies, by phone")),
    (SharingPurpose.THIRD_PARTY_EMAIL, QT_TRANSLATE_NOOP("words", "Other companies, by e-mail")),
    (SharingPurpose.DATA_MATCHING, QT_TRANSLATE_NOOP("words", "Matching with other data")),
    (SharingPurpose.TARGETED_ADVERTISING, QT_TRANSLATE_NOOP("words", "Targeted advertising")),
    (SharingPurpose.TESTIMONIAL, QT_TRANSLATE_NOOP("words", "Publishing a testimonial")),
    (MessageKind.DETAIL_CHANGED, QT_TRANSLATE_NOOP("words", "Notice of a change")),
    (MessageKind.OPT_OUT_CONFIRMED, QT_TRANSLATE_NOOP("words", "Confirmation of an opt-out")),
    (MessageKind.ONE_TIME_CODE, QT_TRANSLATE_NOOP("words", "One-time code")),
    (MessageKind.TRANSCRIPT_COPY, QT_TRANSLATE_NOOP("words", "Copy of a chat")),
    (MessageKind.COPY_TOLD, QT_TRANSLATE_NOOP("words", "Notice of a copy")),
    (MessageState.HELD, QT_TRANSLATE_NOOP("words", "Waits for a team lead")),
    (MessageState.QUEUED, QT_TRANSLATE_NOOP("words", "Waiting")),
    (MessageState.SENDING, QT_TRANSLATE_NOOP("words", "Being sent")),
    (MessageState.ACCEPTED, QT_TRANSLATE_NOOP("words", "Sent")),
    (MessageState.DEFERRED, QT_TRANSLATE_NOOP("words", "Will be tried again")),
    (MessageState.REFUSED, QT_TRANSLATE_NOOP("words", "Not delivered")),
    (MessageState.UNKNOWN, QT_TRANSLATE_NOOP("words", "Did it arrive?")),
    (MessageState.CANCELLED, QT_TRANSLATE_NOOP("words", "Called back")),
    (Label.CARD, QT_TRANSLATE_NOOP("words", "Card number")),
    (Label.SECURITY_CODE, QT_TRANSLATE_NOOP("words", "Security code")),
    (Label.SOCIAL_SECURITY, QT_TRANSLATE_NOOP("words", "Social security number")),
    (Label.ACCOUNT, QT_TRANSLATE_NOOP("words", "Account number")),
    (Label.PASSWORD, QT_TRANSLATE_NOOP("words", "Password or security answer")),
    (Label.PIN, QT_TRANSLATE_NOOP("words", "PIN")),
    (Label.EMAIL, QT_TRANSLATE_NOOP("words", "Somebody else's e-mail")),
    (Label.PHONE, QT_TRANSLATE_NOOP("words", "Somebody else's phone")),
    (Label.NUMBER, QT_TRANSLATE_NOOP("words", "Number of unknown meaning")),
    (Label.CHOSEN, QT_TRANSLATE_NOOP("words", "Hidden by you")),
    (WhyKept.HARMLESS, QT_TRANSLATE_NOOP("words", "No payment detail, no secret")),
    (WhyKept.OWN, QT_TRANSLATE_NOOP("words", "The customer's own")),
    (Outcome.DONE, QT_TRANSLATE_NOOP("words", "Done")),
    (Outcome.REFUSED, QT_TRANSLATE_NOOP("words", "Refused")),
    (Outcome.FAILED, QT_TRANSLATE_NOOP("words", "Failed")),
    (Verb.SIGNED_IN, QT_TRANSLATE_NOOP("words", "Signed in")),
    (Verb.SIGN_IN_REFUSED, QT_TRANSLATE_NOOP("words", "Sign-in refused")),
    (Verb.SIGNED_OUT, QT_TRANSLATE_NOOP("words", "Signed out")),
    (Verb.CONSOLE_MASKED, QT_TRANSLATE_NOOP("words", "Console masked")),
    (Verb.REQUEST_OPENED, QT_TRANSLATE_NOOP("words", "Request begun")),
    (Verb.REQUEST_STATED, QT_TRANSLATE_NOOP("words", "Caller and purpose stated")),
    (Verb.REQUEST_PARKED, QT_TRANSLATE_NOOP("words", "Request parked")),
    (Verb.REQUEST_RESUMED, QT_TRANSLATE_NOOP("words", "Request resumed")),
    (Verb.REQUEST_HANDED_OVER, QT_TRANSLATE_NOOP("words", "Request handed over")),
    (Verb.PROMISE_KEPT, QT_TRANSLATE_NOOP("words", "Promise kept")),
    (Verb.NOTE_LEFT, QT_TRANSLATE_NOOP("words", "Note left")),
    (Verb.GLASS_BROKEN, QT_TRANSLATE_NOOP("words", "Details opened in an emergency")),
    (Verb.GLASS_SETTLED, QT_TRANSLATE_NOOP("words", "Emergency looked into")),
    (Verb.SUPERVISED, QT_TRANSLATE_NOOP("words", "Request joined by a lead")),
    (Verb.OPENED_IN_ERROR, QT_TRANSLATE_NOOP("words", "Opened in error")),
    (Verb.REQUEST_ENDED, QT_TRANSLATE_NOOP("words", "Request ended")),
    (Verb.SEARCHED, QT_TRANSLATE_NOOP("words", "Searched")),
    (Verb.OPENED, QT_TRANSLATE_NOOP("words", "Customer opened")),
    (Verb.VERIFIED, QT_TRANSLATE_NOOP("words", "Fact matched")),
    (Verb.VERIFICATION_FAILED, QT_TRANSLATE_NOOP("words", "Fact did not match")),
    (Verb.GRANTED, QT_TRANSLATE_NOOP("words", "Access granted")),
    (Verb.REVEALED, QT_TRANSLATE_NOOP("words", "Field revealed")),
    (Verb.AMENDED, QT_TRANSLATE_NOOP("words", "Details amended")),
    (Verb.OPTED_OUT, QT_TRANSLATE_NOOP("words", "Opted out")),
    (Verb.OPTED_IN, QT_TRANSLATE_NOOP("words", "Opted in")),
    (Verb.CHOICE_UNDONE, QT_TRANSLATE_NOOP("words", "Choice taken back")),
    (Verb.SUPPRESSED, QT_TRANSLATE_NOOP("words", "Address suppressed")),
    (Verb.SUPPRESSION_LIFTED, QT_TRANSLATE_NOOP("words", "Suppression lifted")),
    (Verb.SUPPRESSIONS_VIEWED, QT_TRANSLATE_NOOP("words", "Suppressions viewed")),
    (Verb.SUPPRESSIONS_EXPORTED, QT_TRANSLATE_NOOP("words", "Suppression file made")),
    (Verb.DEATH_REPORTED, QT_TRANSLATE_NOOP("words", "Death reported")),
    (Verb.DEATHS_VIEWED, QT_TRANSLATE_NOOP("words", "Reported deaths viewed")),
    (Verb.DEATH_SETTLED, QT_TRANSLATE_NOOP("words", "Report of a death settled")),
    (Verb.FLAG_SET, QT_TRANSLATE_NOOP("words", "Flag set")),
    (Verb.FLAG_LIFTED, QT_TRANSLATE_NOOP("words", "Flag lifted")),
    (Verb.AUTHORITY_RECORDED, QT_TRANSLATE_NOOP("words", "Authority recorded")),
    (Verb.AUTHORITY_ENDED, QT_TRANSLATE_NOOP("words", "Authority ended")),
    (Verb.HISTORY_VIEWED, QT_TRANSLATE_NOOP("words", "History viewed")),
    (Verb.TRANSCRIPTS_LISTED, QT_TRANSLATE_NOOP("words", "Transcripts listed")),
    (Verb.TRANSCRIPTS_SEARCHED, QT_TRANSLATE_NOOP("words", "Transcripts searched")),
    (Verb.TRANSCRIPT_READ, QT_TRANSLATE_NOOP("words", "Transcript read")),
    (Verb.AUDIT_VIEWED, QT_TRANSLATE_NOOP("words", "Audit log read")),
    (Verb.MESSAGE_QUEUED, QT_TRANSLATE_NOOP("words", "Message queued")),
    (Verb.MESSAGE_CANCELLED, QT_TRANSLATE_NOOP("words", "Message cancelled")),
    (Verb.MESSAGE_RESOLVED, QT_TRANSLATE_NOOP("words", "Delivery settled by hand")),
    (Verb.MESSAGE_DELIVERED, QT_TRANSLATE_NOOP("words", "Message delivered")),
    (Verb.CUSTOMER_TOLD, QT_TRANSLATE_NOOP("words", "Told without e-mail")),
    (Verb.LETTER_OWED, QT_TRANSLATE_NOOP("words", "To be told by letter")),
    (Verb.ORDER_SYSTEM_TOLD, QT_TRANSLATE_NOOP("words", "Order system told")),
    (Verb.APPROVAL_ASKED, QT_TRANSLATE_NOOP("words", "Approval asked for")),
    (Verb.APPROVAL_GRANTED, QT_TRANSLATE_NOOP("words", "Copy approved")),
    (Verb.APPROVAL_DECLINED, QT_TRANSLATE_NOOP("words", "Copy declined")),
    (Verb.IMPORTED, QT_TRANSLATE_NOOP("words", "Data imported")),
    (Verb.PURGED, QT_TRANSLATE_NOOP("words", "Old records purged")),
    (Verb.HEARTBEAT, QT_TRANSLATE_NOOP("words", "Heartbeat")),
)
"""Every term of the vocabularies that a screen names."""

GONE: dict[Reason, object] = {
    Reason.REQUEST_AWAY: QT_TRANSLATE_NOOP("reasons", "It was parked or handed over in another window."),
    Reason.REQUEST_ENDED: QT_TRANSLATE_NOOP("reasons", "It was ended in another window."),
    Reason.NO_REQUEST: QT_TRANSLATE_NOOP("reasons", "It is in other hands now."),
    Reason.NOT_OPENED: QT_TRANSLATE_NOOP(
        "reasons", "Nothing was done for a while, or another request has opened the customer. Enter goes on with it."
    ),
}
"""Why a request that is served has to leave the screen."""

REASONS: dict[Reason, object] = {
    Reason.NO_REQUEST: QT_TRANSLATE_NOOP("reasons", "There is no open request. Go back to look-up and begin one."),
    Reason.REQUEST_ENDED: QT_TRANSLATE_NOOP("reasons", "This request has ended. Begin a new one to go on."),
    Reason.NOT_PERMITTED: QT_TRANSLATE_NOOP("reasons", "Your role does not allow this. The attempt is recorded."),
    Reason.REQUESTER_UNKNOWN: QT_TRANSLATE_NOOP("reasons", "Say first who is asking."),
    Reason.REQUESTER_MAY_NOT_SEE: QT_TRANSLATE_NOOP(
        "reasons", "Whoever is asking may opt out and leave a note, and see nothing else."
    ),
    Reason.PURPOSE_UNKNOWN: QT_TRANSLATE_NOOP("reasons", "Say first what is asked for."),
    Reason.REQUEST_AWAY: QT_TRANSLATE_NOOP(
        "reasons", "This request is parked or handed over. Resume it from the open requests."
    ),
    Reason.NOT_AWAY: QT_TRANSLATE_NOOP("reasons", "This request is open already."),
    Reason.NO_SUCH_COLLEAGUE: QT_TRANSLATE_NOOP("reasons", "This request cannot be handed over to them."),
    Reason.NO_PROMISE: QT_TRANSLATE_NOOP("reasons", "There is no promise to be kept."),
    Reason.NO_CUSTOMER: QT_TRANSLATE_NOOP("reasons", "No customer is open under this request."),
    Reason.PURPOSE_BOUND: QT_TRANSLATE_NOOP("reasons", "This request has another purpose. Begin a new one for this."),
    Reason.CHANNEL_BOUND: QT_TRANSLATE_NOOP(
        "reasons", "How they asked is said before somebody is opened. Begin a new request for another way."
    ),
    Reason.OTHER_CONTROLLER: QT_TRANSLATE_NOOP(
        "reasons", "This customer belongs to another company than the request. Begin a request for that brand."
    ),
    Reason.NO_SUCH_CUSTOMER: QT_TRANSLATE_NOOP("reasons", "This customer is no longer on file. Search again."),
    Reason.NOT_OPENED: QT_TRANSLATE_NOOP(
        "reasons", "Access has ended. Look the customer up again; nothing that was saved is lost."
    ),
    Reason.NOT_VERIFIED: QT_TRANSLATE_NOOP("reasons", "Verify the customer's identity first."),
    Reason.RUNG_TOO_LOW: QT_TRANSLATE_NOOP(
        "reasons", "This change needs more facts. Ask for them under Verify identity."
    ),
    Reason.LOCKED: QT_TRANSLATE_NOOP(
        "reasons", "Three answers were wrong within 24 hours: details stay locked. Opting out still works."
    ),
    Reason.NO_SUCH_FIELD: QT_TRANSLATE_NOOP("reasons", "This cannot be changed here."),
    Reason.NO_SUCH_TRANSCRIPT: QT_TRANSLATE_NOOP(
        "reasons", "This conversation is no longer kept. Nothing of it can be read or sent."
    ),
    Reason.COPY_NOT_ASKED: QT_TRANSLATE_NOOP(
        "reasons", "A conversation is read only when the customer asks for a copy of it."
    ),
    Reason.NOT_UNDOABLE: QT_TRANSLATE_NOOP("reasons", "This cannot be undone from here."),
    Reason.SEARCH_QUOTA: QT_TRANSLATE_NOOP("reasons", "Too many searches in one hour. Ask a team lead, or wait."),
    Reason.SEARCH_LOCKED: QT_TRANSLATE_NOOP(
        "reasons", "Several birth dates or postcodes were tried under this request. Ask for something else, or end it."
    ),
    Reason.FACT_USED: QT_TRANSLATE_NOOP("reasons", "This fact has matched already. Ask for another one."),
    Reason.FACT_SHOWN: QT_TRANSLATE_NOOP("reasons", "The console has shown you this. Ask for another fact."),
    Reason.FACT_UNREADABLE: QT_TRANSLATE_NOOP(
        "reasons", "This cannot be read as such a fact, so it was not counted. Type it again as the customer says it."
    ),
    Reason.CODE_OVER: QT_TRANSLATE_NOOP(
        "reasons", "No code waits to be said: it was used, or its time is over. Send a new one."
    ),
    Reason.CODE_QUOTA: QT_TRANSLATE_NOOP(
        "reasons", "Three codes were sent to this customer within 24 hours. Ask for another fact instead."
    ),
    Reason.RECIPIENT_NOT_ON_FILE: QT_TRANSLATE_NOOP(
        "reasons", "There is no e-mail address on file that this can go to. Confirm it on the call, or by letter."
    ),
    Reason.RECIPIENT_TOO_NEW: QT_TRANSLATE_NOOP(
        "reasons", "The e-mail address was changed within the last 7 days, so this may not go there yet."
    ),
    Reason.NO_APPROVAL_NEEDED: QT_TRANSLATE_NOOP("reasons", "This address needs no approval. Send the copy."),
    Reason.OWN_APPROVAL: QT_TRANSLATE_NOOP("reasons", "This is your own. Another team lead has to decide."),
    Reason.GLASS_NOT_NEEDED: QT_TRANSLATE_NOOP("reasons", "The customer is verified: nothing is closed."),
    Reason.OWN_REQUEST: QT_TRANSLATE_NOOP("reasons", "This request is your own."),
    Reason.NO_SUCH_APPROVAL: QT_TRANSLATE_NOOP("reasons", "This was decided already, or called back."),
    Reason.NOT_REDACTED: QT_TRANSLATE_NOOP(
        "reasons", "Something is left legible that may not leave, or without a reason. Hide it first."
    ),
    Reason.NO_SUCH_MESSAGE: QT_TRANSLATE_NOOP("reasons", "There is no such message of this customer's."),
    Reason.ALREADY_SENT: QT_TRANSLATE_NOOP("reasons", "The message has left already."),
    Reason.GOES_WITH_CAUSE: QT_TRANSLATE_NOOP(
        "reasons", "This tells the customer what was done: it goes unless that is undone."
    ),
    Reason.GUARDIAN_NEEDED: QT_TRANSLATE_NOOP(
        "reasons", "The customer is a minor: marketing needs a guardian's agreement on file. Opting out always works."
    ),
    Reason.NO_SUCH_ENTRY: QT_TRANSLATE_NOOP("reasons", "There is no such entry any more. Search again."),
    Reason.POSTCODE_NEEDED: QT_TRANSLATE_NOOP("reasons", "Type the whole postcode, or the town where there is none."),
    Reason.REASON_NEEDED: QT_TRANSLATE_NOOP("reasons", "Say why, in a few words."),
    Reason.DECEASED: QT_TRANSLATE_NOOP(
        "reasons", "A death was reported: nothing is disclosed, and marketing stays stopped. A lead settles the report."
    ),
    Reason.TAKEN_OVER: QT_TRANSLATE_NOOP(
        "reasons", "Somebody may have taken this account over: nothing goes to an address that is new."
    ),
    Reason.NOT_A_MINOR: QT_TRANSLATE_NOOP(
        "reasons", "The customer is of age: nobody may ask as parent or guardian. Opting out still works."
    ),
    Reason.GUARDIANS_WORD: QT_TRANSLATE_NOOP(
        "reasons", "A parent or guardian has to say this themselves. Open the customer with them as the one who asks."
    ),
    Reason.CUSTOMERS_WORD: QT_TRANSLATE_NOOP(
        "reasons", "The customer has to say this themselves, verified, or a team lead who has seen the evidence."
    ),
    Reason.NO_AUTHORITY: QT_TRANSLATE_NOOP(
        "reasons", "No authority of a representative is on file, or it has lapsed. Opting out still works."
    ),
    Reason.SILENCED: QT_TRANSLATE_NOOP(
        "reasons", "A flag silences marketing for this customer. A team lead lifts it first."
    ),
    Reason.FLAG_STANDS: QT_TRANSLATE_NOOP("reasons", "This flag stands already."),
    Reason.NO_CODE_WORD: QT_TRANSLATE_NOOP(
        "reasons", "There is no security answer on file, so no code word could be asked for."
    ),
    Reason.REPORT_WAITS: QT_TRANSLATE_NOOP(
        "reasons", "The report of the death waits under Suppressions. Settle it there."
    ),
    Reason.UNDO_OVER: QT_TRANSLATE_NOOP(
        "reasons", "The time to undo this is over. Record what the customer wants as a new change."
    ),
    Reason.WRONG_PASSWORD: QT_TRANSLATE_NOOP("reasons", "Name or password is wrong."),
    Reason.SIGN_IN_LOCKED: QT_TRANSLATE_NOOP("reasons", "Too many wrong passwords. Try again later."),
}
"""Why something was refused, and what to do."""

TYPING: dict[Fact, object] = {
    Fact.BIRTH_DATE: QT_TRANSLATE_NOOP("questions", "Type it as it is said: 3 May 1984."),
    Fact.POSTCODE: QT_TRANSLATE_NOOP("questions", "Type the postcode, a comma, the number: LS6 2PQ, 14."),
}
"""How to type what a caller says of a fact, where it is not typed as anybody would."""

SHORT_FACTS: dict[Fact, object] = {
    Fact.CUSTOMER_NUMBER: QT_TRANSLATE_NOOP("facts", "number"),
    Fact.BIRTH_DATE: QT_TRANSLATE_NOOP("facts", "birth date"),
    Fact.POSTCODE: QT_TRANSLATE_NOOP("facts", "postcode"),
    Fact.EMAIL: QT_TRANSLATE_NOOP("facts", "e-mail"),
    Fact.PHONE: QT_TRANSLATE_NOOP("facts", "phone"),
    Fact.ORDER: QT_TRANSLATE_NOOP("facts", "order"),
    Fact.CARD: QT_TRANSLATE_NOOP("facts", "card"),
    Fact.SECURITY_ANSWER: QT_TRANSLATE_NOOP("facts", "answer"),
    Fact.ONE_TIME_CODE: QT_TRANSLATE_NOOP("facts", "code"),
}
"""Facts as the banner names them."""
