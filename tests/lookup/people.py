"""Customers for look-up tests, and strategies that make more."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from care_console.lookup.keys import Indexed

CALLERS = (
    Indexed(1, "north", "Noah", "Brown", ("LS6 2PQ",), ("Leeds",), date(1980, 1, 2), ("noah.brown@example.org",),
            ("+441132960123",), ("SG-100234",)),
    Indexed(2, "north", "Mary Jane", "O'Connor", ("80279",), ("Denver",), date(1955, 12, 31), ("mj@example.org",),
            ("+13035550142",), ("SG-100235",)),
    Indexed(3, "north", "Zoë", "Müller-Lüdenscheidt", ("75008",), ("Paris",), date(1999, 7, 8), ("zoe@example.fr",)),
    Indexed(4, "north", "Catherine", "Smith", ("LS6 3AB",), ("Leeds",), date(1971, 3, 4), ("cath@example.org",)),
    Indexed(5, "north", "William", "Smith", ("M1 1AE",), ("Manchester",), date(1988, 10, 11)),
    Indexed(6, "north", "小明", "王", ("100-0001",), ("東京",), date(1990, 5, 6)),
    Indexed(7, "north", "Sukarno", "", ("10110",), ("Jakarta",), date(1965, 6, 6)),
    Indexed(8, "north", "Noah", "Brown", ("EH1 1YZ",), ("Edinburgh",), date(1991, 9, 9)),
    Indexed(9, "north", "محمد", "الأحمد", ("10117",), ("Berlin",), date(1977, 2, 3)),
    Indexed(10, "north", "Giovanni", "De Luca", ("00184",), ("Roma",), date(1969, 4, 25), (), ("+390669820123",)),
)  # fmt: skip

GIVEN = ("Noah", "Olivia", "Mary Jane", "Zoë", "William", "Sukarno", "José", "Ольга", "小明", "Anne-Marie", "Jo", "X")
SURNAMES = ("Brown", "Smith", "O'Connor", "Müller", "García Márquez", "van der Berg", "王", "Ng", "", "Lefèvre")
TOWNS = ("Leeds", "St. Ives", "Denver", "Zürich", "東京", "")
POSTCODES = ("LS6 2PQ", "M1 1AE", "80279", "75008", "1012 AB", "K1A 0B1", "")

people = st.builds(
    Indexed,
    customer_id=st.integers(1, 10**6),
    controller=st.just("north"),
    given_names=st.sampled_from(GIVEN),
    surname=st.sampled_from(SURNAMES),
    postcodes=st.lists(st.sampled_from(POSTCODES), max_size=2, unique=True).map(tuple),
    towns=st.lists(st.sampled_from(TOWNS), max_size=2, unique=True).map(tuple),
    birth_date=st.none() | st.dates(date(1920, 1, 1), date(2010, 12, 31)),
    emails=st.lists(st.sampled_from(("a.b@example.org", "MJ@Example.org", "zoë@exämple.fr")), max_size=1).map(tuple),
    phones=st.lists(st.sampled_from(("+441132960123", "+13035550142", "+390669820123")), max_size=1).map(tuple),
    numbers=st.lists(st.sampled_from(("SG-100234", "77001", "C 9")), max_size=1).map(tuple),
)
crowds = st.lists(people, min_size=1, max_size=6, unique_by=lambda person: person.customer_id)
