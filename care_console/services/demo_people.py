"""Makes up, from a seed, what the demo's published data lacks. Nothing here comes from a customer of any retailer.

From `resources/demo/tau-retail` come names, e-mails, American addresses, cards (scheme, last four, token), orders and
their items; from `resources/demo/star` what is said in chats. Made up are: brands and customer numbers, markets (three
in ten live in the United Kingdom and one in seven in France, at made-up addresses), phones, dates of birth, languages,
expiry of cards, flags, guardians, security questions, consents with their history, dates of orders, advisors, mailings;
and that, of two customers of one name, one lives with the other.

Chats are moved in time: in the order of the file they begin at even distances over the `CHAT_DAYS` before now, each
keeping its own pace, so that most lie within the 13 months of the policies, and some beyond. The generator marks its
consents: `through` is `demo`. The same seed and the same now give the same demo, except for identifiers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from care_console.domain.policies import Default, PolicyBook
from care_console.domain.preferences import Mailing
from care_console.services.demo_places import ADDRESSES, PHONES
from care_console.services.intake.mapping import Preparation, RowError
from care_console.services.intake.readers import Raw

CHAT_DAYS: Final = 430
_CURRENCIES: Final = {"GB": "GBP", "FR": "EUR", "US": "USD"}
_GROUP: Final = ("net-a-porter", "mr-porter", "the-outnet")
_OTHER: Final = "la-redoute"
_QUESTIONS: Final = (
    ("What was the name of your first pet?", ("Biscuit", "Pepper", "Misty", "Oscar")),
    ("In which town were your parents married?", ("Whitby", "Ludlow", "Annecy", "Salem")),
    ("What was your first car?", ("Mini", "Beetle", "Clio", "Civic")),
)
_ADVISORS: Final = ("Priya", "Tom", "Chloé", "Marek", "Sofia", "Daniel", "Aisha", "Rory")
_TWICE: Final = {"ivan_santos_7021": "ivan_santos_6635"}
"""Two of the published customers share a name; here they share a home too, as somebody does who registered twice."""
_DECEASED, _MINOR, _UNATTENDED_MINOR = 7, 11, 12
"""Places in the file of the customers who show how such a record looks."""


@dataclass(frozen=True, slots=True)
class Persona:
    """What was made up for one customer and is needed again for the customer's orders and chats."""

    numbers: tuple[tuple[str, str], ...]
    market: str
    since: date
    home: dict[str, Any]


@dataclass
class People:
    """The demo's generator: customers first, then what refers to them."""

    book: PolicyBook
    seed: int
    now: datetime
    personas: dict[str, Persona] = field(default_factory=dict)
    _numbers: set[str] = field(default_factory=set)
    _chats: int = 0

    def rng(self, what: str) -> Random:
        """Chance that depends on the seed and on what it is for, not on what came before."""
        return Random(f"{self.seed}:{what}")  # noqa: S311 - made-up people, no secrets

    @property
    def digest(self) -> str:
        """Tells one demo from another."""
        return hashlib.sha256(f"demo {self.seed} {self.now.isoformat()}".encode()).hexdigest()

    # --- customers

    def customer(self, given: Raw) -> Raw:
        """A customer of the published data, made complete."""
        key: str = given["numbers"][0]["number"]
        rng = self.rng(key)
        market = rng.choices(("US", "GB", "FR"), (55, 30, 15))[0]
        place = len(self.personas)
        home = ADDRESSES[market](rng) if market in ADDRESSES else given["addresses"][0]
        since = self.now.date() - timedelta(days=rng.randint(40, 2600))
        brands = self._brands(rng, market)
        if (first := self.personas.get(_TWICE.get(key, ""))) is not None:
            market, home = first.market, first.home
            brands = tuple((brand, self._number(rng)) for brand, _ in first.numbers)
        persona = Persona(brands, market, since, home)
        self.personas[key] = persona
        given |= {
            "numbers": [{"brand": brand, "number": number} for brand, number in persona.numbers],
            "addresses": [{"kind": "home", **home}],
            "phones": PHONES[market](rng),
            "language": "fr" if market == "FR" else "en",
            "since": since.isoformat(),
            "cards": [{**card, "expires": self._expiry(rng)} for card in given["cards"]],
            "choices": self._choices(rng, persona),
            "flags": self._flags(rng, place, since),
        }
        if market != "US" and rng.random() < 0.2:
            given["addresses"].append({"kind": "delivery", **ADDRESSES[market](rng)})
        return given | self._identity(rng, place)

    def _brands(self, rng: Random, market: str) -> tuple[tuple[str, str], ...]:
        if market == "GB" and rng.random() < 0.45:
            return ((_OTHER, self._number(rng)),)
        brands = rng.sample(_GROUP, rng.choices((1, 2, 3), (75, 20, 5))[0])
        return tuple((brand, self._number(rng)) for brand in brands)

    def _number(self, rng: Random) -> str:
        while (number := str(rng.randint(10_000_000, 99_999_999))) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _expiry(self, rng: Random) -> str:
        months = self.now.year * 12 + self.now.month - 1 + rng.randint(-3, 45)
        return f"{months // 12}-{months % 12 + 1:02}"

    def _identity(self, rng: Random, place: int) -> Raw:
        made: Raw = {}
        if place in (_MINOR, _UNATTENDED_MINOR):
            made["birth_date"] = (self.now.date() - timedelta(days=14 * 365 + 100)).isoformat()
            if place == _MINOR:
                made["guardian_name"] = "Robin Fairweather"
                made["guardian_agreed_on"] = (self.now.date() - timedelta(days=30)).isoformat()
        elif rng.random() < 0.85:
            made["birth_date"] = (self.now.date() - timedelta(days=rng.randint(19 * 365, 86 * 365))).isoformat()
        if rng.random() < 0.35:
            question, answers = rng.choice(_QUESTIONS)
            made |= {"security_question": question, "security_answer": rng.choice(answers)}
        return made

    def _flags(self, rng: Random, place: int, since: date) -> list[Raw]:
        if place == _DECEASED:
            return [{"flag": "deceased", "since": (self.now.date() - timedelta(days=20)).isoformat()}]
        shares = {"vulnerable": 0.03, "hide_location": 0.015, "take_over": 0.01, "code_word": 0.02}
        day = since + (self.now.date() - since) / 2
        return [{"flag": flag, "since": day.isoformat()} for flag, share in shares.items() if rng.random() < share]

    def _choices(self, rng: Random, persona: Persona) -> list[Raw]:
        """What the customer said at registration, and what some of them said later, under the packs then in force."""
        made: list[Raw] = []
        for brand, _ in persona.numbers:
            began = datetime.combine(persona.since, datetime.min.time(), UTC) + timedelta(hours=rng.randint(8, 20))
            policy = self.book.in_force(brand, persona.market, began.date())
            for subject, choice in [*policy.channels.items(), *policy.purposes.items()]:
                if not choice.switchable or rng.random() < 0.6:
                    continue
                yes = choice.default is Default.ON if rng.random() < 0.7 else rng.random() < 0.5
                made.append(_choice(brand, subject.value, yes, began, policy.id))
                later = began + (self.now - began) * rng.random()
                if rng.random() < 0.15:
                    pack = self.book.in_force(brand, persona.market, later.date()).id
                    made.append(_choice(brand, subject.value, not yes, later.replace(microsecond=0), pack))
        return made

    # --- orders and chats

    def order(self, given: Raw) -> Raw:
        """An order of the published data, given its brand, its customer's number, its day and its currency."""
        persona = self._persona(given["customer_number"])
        rng = self.rng(given["number"])
        brand, number = rng.choice(persona.numbers)
        first, last = {"pending": (0, 4), "processed": (0, 6)}.get(given["status"], (5, 700))
        known = max(1, (self.now.date() - persona.since).days - 1)
        days = rng.randint(min(first, known), min(last, known))
        placed = self.now - timedelta(days=days, minutes=rng.randint(1, 1200))
        given |= {
            "brand": brand,
            "customer_number": number,
            "placed_at": placed.replace(second=0, microsecond=0).isoformat(),
            "currency": _CURRENCIES[persona.market],
        }
        if persona.market != "US":
            given["address"] = dict(persona.home)
        return given

    def chat(self, given: Raw) -> Raw:
        """A chat of the published data, moved in time and given to a customer of a brand that chats.

        Raises RowError where no brand chats.
        """
        rng = self.rng(f"chat {given['reference']}")
        chatters = [each for each in self.personas.values() if each.numbers[0][0] != _OTHER]
        if not chatters:
            raise RowError("there is no customer of a brand that chats")
        # The square makes some customers chat often, as some do.
        persona = chatters[int(len(chatters) * rng.random() ** 2)]
        brand, number = rng.choice(persona.numbers)
        latest = self.now - timedelta(hours=3)
        begins = latest - timedelta(days=CHAT_DAYS) + timedelta(days=CHAT_DAYS) * (self._chats / self._most_chats)
        self._chats = (self._chats + 1) % self._most_chats
        times = [datetime.fromisoformat(each["at"]) for each in given["messages"]]
        started = datetime.fromisoformat(given["started_at"])
        offset = begins.replace(microsecond=0) - started
        for message, at in zip(given["messages"], times, strict=True):
            message["at"] = (at + offset).isoformat()
        moved = {"started_at": (started + offset).isoformat()}
        return given | moved | {"brand": brand, "customer_number": number, "advisor": rng.choice(_ADVISORS)}

    _most_chats = 800

    def _persona(self, key: str) -> Persona:
        if key not in self.personas:
            raise RowError("customer_number: the demo has no such customer")
        return self.personas[key]

    # --- mailings

    def mailings(self) -> list[Mailing]:
        """For each brand that mails: one in homes now, one past, one whose addresses are still to be cut."""
        today = self.now.date()
        made: list[Mailing] = []
        for brand in (*_GROUP, _OTHER):
            for name, days in (("Mid-season catalogue", -70), ("Winter catalogue", -9), ("Sale preview", 16)):
                cut = today + timedelta(days=days)
                made.append(Mailing(brand, name, cut, cut + timedelta(days=7), cut + timedelta(days=28)))
        return made


def _choice(brand: str, subject: str, chosen: bool, at: datetime, policy: str) -> Raw:
    return {
        "brand": brand,
        "subject": subject,
        "chosen": chosen,
        "at": at.isoformat(),
        "through": "demo",
        "word_of": "customer",
        "policy": policy,
    }


@dataclass(frozen=True, slots=True)
class Completed:
    """A mapping, and then what the generator adds."""

    mapping: Preparation
    add: Callable[[Raw], Raw]
    people: People

    @property
    def digest(self) -> str:
        """See `Preparation`."""
        return hashlib.sha256(f"{self.mapping.digest} {self.people.digest}".encode()).hexdigest()

    def __call__(self, raw: Raw) -> Raw:
        """See `Preparation`."""
        return self.add(self.mapping(raw))
