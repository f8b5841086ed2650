"""Copies of conversations: proposed, adjusted by a person, sent to whom they may go to, approved where a lead must.

What leaves is made anew from the conversation in the store when it is sent, so that nothing on a screen decides what
stays hidden; the store decides who may have it (T2, `care.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from care_console.domain.copies import Adjusted, Talk, must_hide, talk, uncovered
from care_console.domain.copy_sheet import sheet
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.findings import Own
from care_console.domain.messages import (
    PATIENCE,
    Approval,
    Attachment,
    Draft,
    MessageKind,
    Recipient,
    one_line,
)
from care_console.domain.ports import Store, UnitOfWork, Watch
from care_console.domain.ports.paper import PdfWriter
from care_console.domain.redaction import Span, propose, redact
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.domain.transcripts import Conversation, Message, Speaker
from care_console.services.sending import Sending
from care_console.services.transcripts import Transcripts

SHOWN_APPROVALS = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """A conversation that may be sent as a copy: what ought to be hidden, and to whom it may go."""

    conversation: Conversation = field(repr=False)
    spans: tuple[Span, ...]
    recipients: tuple[Recipient, ...]
    customer: str = field(repr=False)
    """The customer's name."""
    language: str
    """The customer's."""
    request: str
    """The request's number."""
    brand: str
    own: Own = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """The copy as it goes: its headers, the mail's text, and where in that text the conversation stands."""

    sender: str
    subject: str
    text: str = field(repr=False)
    talk: Talk = field(repr=False)
    attachment: str
    """Name of the PDF."""


@dataclass(frozen=True, slots=True)
class Written:
    """A copy that is ready to be sent, the notice to the old contact, and what the event tells of both."""

    request_id: str
    customer_id: int
    transcript_id: int
    copy: Draft = field(repr=False)
    notice: Draft = field(repr=False)
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Queued:
    """A copy that is in the queue; `held`: it waits for a lead."""

    message_id: str
    held: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """Makes and sends copies for the agents of a store; times in them are those of `zone` (None: this computer's)."""

    store: Store
    transcripts: Transcripts
    sending: Sending
    paper: PdfWriter
    market: str
    zone: tzinfo | None = None

    def propose(
        self,
        agent: Agent,
        request_id: str,
        customer_id: int,
        transcript_id: int,
        watch: Watch,
        *,
        copy_asked: bool = False,
    ) -> Proposal | Refusal:
        """Read a conversation as `Transcripts.read` does, and propose what to hide and whom to send it to."""
        opened = self.transcripts.read(agent, request_id, customer_id, transcript_id, watch, copy_asked=copy_asked)
        if isinstance(opened, Refusal):
            return opened
        # As the store has it: what is hidden is decided on what was said, and looked at again as it is written.
        conversation = self.transcripts.read_again(agent, request_id, customer_id, transcript_id)
        if isinstance(conversation, Refusal):
            return conversation
        with self.store.reading(agent) as unit:
            return self._proposal(unit, request_id, customer_id, conversation)

    def preview(self, proposal: Proposal, spans: tuple[Span, ...]) -> Preview:
        """The copy exactly as it goes with these spans hidden."""
        redacted = redact(proposal.conversation, spans)
        said = self._talk(proposal, redacted)
        draft = self._draft(proposal, said, None)
        return Preview(draft.sender, draft.subject, draft.text, said, self._file(proposal))

    def write(
        self, agent: Agent, request_id: str, customer_id: int, transcript_id: int, adjusted: Adjusted
    ) -> Written | Refusal:
        """Write a copy with its PDF, which may take a while, and nothing that is asked of the store waits for it.

        NOT_REDACTED for a proposal that is neither hidden nor left with a reason, and for a card number that nothing
        excuses. Raises NoMailboxError, ServiceError: nothing is written.
        """
        conversation = self.transcripts.read_again(agent, request_id, customer_id, transcript_id)
        if isinstance(conversation, Refusal):
            return conversation
        with self.store.reading(agent) as unit:
            proposal = self._proposal(unit, request_id, customer_id, conversation)
            over = unit.last_day(conversation.brand, conversation.ended_at)
        if isinstance(proposal, Refusal):
            return proposal
        if not _is_redacted(proposal, adjusted):
            return self._refuse(agent, request_id, Reason.NOT_REDACTED)
        until = min(self._now() + PATIENCE, datetime.combine(over, datetime.min.time(), self.zone).astimezone() + _DAY)
        return Written(
            request_id,
            customer_id,
            transcript_id,
            self._written(proposal, adjusted, until),
            self._notice(proposal, until),
            _told(proposal, adjusted),
        )

    def send(self, agent: Agent, written: Written, recipient: str) -> Queued | Refusal:
        """Queue what was written for a settled address, or hold it for a lead where the address is new.

        Refused as `UnitOfWork.queue_message` and `Approvals.ask` refuse.
        """
        with self.store.writing(agent) as unit:
            if unit.transcript(written.transcript_id) is None:
                return Refusal(Reason.NO_SUCH_TRANSCRIPT)
            request, customer, told = written.request_id, written.customer_id, written.told
            held = any(one.address == recipient and not one.settled for one in unit.recipients(customer))
            made = (
                unit.approvals.ask(request, customer, written.copy, written.notice, recipient=recipient, told=told)
                if held
                else unit.queue_message(request, customer, written.copy, recipients=[recipient], told=told)
            )
            unit.prolong(request)
            unit.commit()
        return made if isinstance(made, Refusal) else Queued(made, held)

    def _refuse(self, agent: Agent, request_id: str, reason: Reason) -> Refusal:
        """What the store is not even asked is recorded as what it refuses."""
        detail = {"kind": MessageKind.TRANSCRIPT_COPY.value, "reason": reason.value}
        with self.store.writing(agent) as unit:
            unit.record(Verb.MESSAGE_QUEUED, Outcome.REFUSED, request=request_id, detail=detail)
            unit.commit()
        return Refusal(reason)

    def approvals(self, agent: Agent) -> tuple[Approval, ...]:
        """What waits for a lead, oldest first."""
        with self.store.reading(agent) as unit:
            return tuple(unit.approvals.pending(SHOWN_APPROVALS))

    def decide(self, agent: Agent, approval_id: str, *, granted: bool) -> Refusal | None:
        """Let a copy go to an address that is new, or call it back."""
        with self.store.writing(agent) as unit:
            refused = unit.approvals.decide(approval_id, granted=granted)
            unit.commit()
        return refused

    # --- what goes

    def _proposal(
        self, unit: UnitOfWork, request_id: str, customer_id: int, conversation: Conversation
    ) -> Proposal | Refusal:
        customer, request = unit.customer(customer_id), unit.requests.get(request_id)
        if customer is None or request is None or VIEW not in unit.scopes(customer_id):
            return Refusal(Reason.NOT_VERIFIED)
        emails = [each.address for each in customer.emails if each.address]
        phones = [each.number for each in customer.phones if each.number]
        own = Own.of(emails, phones)
        return Proposal(
            conversation=conversation,
            spans=propose(conversation, own),
            recipients=tuple(unit.recipients(customer_id)),
            customer=customer.full_name,
            language=customer.language,
            request=request.number,
            brand=conversation.brand,
            own=own,
        )

    def _written(self, proposal: Proposal, adjusted: Adjusted, until: datetime) -> Draft:
        """The copy with its PDF."""
        redacted = redact(proposal.conversation, adjusted.spans)
        said = self._talk(proposal, redacted)
        draft = self._draft(proposal, said, until)
        texts, policy = self.sending.texts, self.sending.policy(proposal.brand, self.market)
        facts = (redacted.topic, proposal.request)
        page = sheet(
            said,
            language=draft.language,
            colour=policy.brand.colour,
            brand=policy.brand.name,
            title=draft.subject,
            facts="  \N{MIDDLE DOT}  ".join(one_line(fact) for fact in facts if fact),
            note=texts.copy_word(proposal.brand, proposal.language, "note"),
        )
        pdf = self.paper.write(page, draft.subject)
        name = self._file(proposal)
        return self._draft(proposal, said, until, Attachment(name, "application/pdf", pdf))

    def _draft(
        self,
        proposal: Proposal,
        said: Talk,
        until: datetime | None,
        attachment: Attachment | None = None,
    ) -> Draft:
        return self.sending.compose(
            MessageKind.TRANSCRIPT_COPY,
            brand=proposal.brand,
            market=self.market,
            language=proposal.language,
            values={
                "name": proposal.customer,
                "request": proposal.request,
                "date": self._date(proposal),
                "conversation": said,
            },
            attachment=attachment,
            not_after=until,
        )

    def _notice(self, proposal: Proposal, until: datetime) -> Draft:
        return self.sending.compose(
            MessageKind.COPY_TOLD,
            brand=proposal.brand,
            market=self.market,
            language=proposal.language,
            values={"name": proposal.customer, "request": proposal.request, "date": self._date(proposal)},
            not_after=until,
        )

    def _talk(self, proposal: Proposal, redacted: Conversation) -> Talk:
        def word(name: str) -> str:
            return self.sending.texts.copy_word(proposal.brand, proposal.language, name)

        names: Mapping[Speaker, str] = {
            Speaker.CUSTOMER: proposal.customer or word("customer"),
            Speaker.ADVISOR: redacted.advisor or word("advisor"),
            Speaker.SYSTEM: word("chat"),
        }
        if not redacted.messages:
            silent = Message(redacted.started_at, Speaker.SYSTEM, word("silent"))
            redacted = replace(redacted, messages=(silent,))
        return talk(redacted, names, self.zone)

    def _date(self, proposal: Proposal) -> date:
        return proposal.conversation.started_at.astimezone(self.zone).date()

    def _file(self, proposal: Proposal) -> str:
        word = self.sending.texts.copy_word(proposal.brand, proposal.language, "file")
        return f"{word}-{proposal.conversation.started_at.astimezone(self.zone):%Y-%m-%d}.pdf"

    def _now(self) -> datetime:
        return self.sending.clock.now()


_DAY = timedelta(days=1)


def _is_redacted(proposal: Proposal, adjusted: Adjusted) -> bool:
    """Whether everything proposed is hidden or excused, and no excuse leaves a card number legible."""
    inside = all(
        span.message < len(proposal.conversation.messages)
        for span in (*adjusted.spans, *(k.span for k in adjusted.kept))
    )
    return (
        inside
        and not uncovered(proposal.spans, adjusted)
        and not any(must_hide(proposal.conversation, kept.span) for kept in adjusted.kept)
    )


def _told(proposal: Proposal, adjusted: Adjusted) -> dict[str, str]:
    """What the event tells of the redaction: counts and reasons, nothing of what was hidden."""
    added = [span for span in adjusted.spans if not any(_overlap(span, one) for one in proposal.spans)]
    reasons = sorted({kept.why.value for kept in adjusted.kept})
    told = {"hidden": str(len(adjusted.spans)), "added": str(len(added)), "left": str(len(adjusted.kept))}
    return {**told, **({"why": " ".join(reasons)} if reasons else {})}


def _overlap(one: Span, other: Span) -> bool:
    return one.message == other.message and one.start < other.end and other.start < one.end
