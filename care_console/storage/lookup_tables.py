"""Tables of the look-up index. Nothing crosses controllers: keys and terms carry the number of theirs."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from care_console.storage.tables import metadata

lookup_controller = Table(
    "lookup_controller",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("controller", String, nullable=False, unique=True),
    Column("customers", Integer, nullable=False, default=0),
)
lookup_key = Table(
    "lookup_key",
    metadata,
    Column("controller_id", Integer, primary_key=True, autoincrement=False),
    Column("k", Text, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
lookup_term = Table(
    "lookup_term",
    metadata,
    Column("controller_id", Integer, primary_key=True, autoincrement=False),
    Column("term", Text, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("df", Integer, nullable=False, default=0),
    sqlite_with_rowid=False,
)
lookup_variant = Table(
    "lookup_variant",
    metadata,
    Column("v", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_lookup_variant_term", lookup_variant.c.term)
# What each customer is filed under, so that an amendment or a removal takes out exactly that; and what ranking reads:
# one small row instead of several large ones. Towns, postcodes and whole keys stand one a line, sorted. `shown` is what
# a hit is made of: `[[town, postcode, country], [[brand, number]…], e-mail, phone, [flag…]]`, the first of each.
lookup_card = Table(
    "lookup_card",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("controller_id", Integer, nullable=False),
    Column("given_names", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("towns", Text, nullable=False),
    Column("postcodes", Text, nullable=False),
    Column("whole", Text, nullable=False),
    Column("shown", Text, nullable=False),
)
