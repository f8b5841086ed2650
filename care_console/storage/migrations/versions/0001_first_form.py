"""The first form of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty store."""
    op.create_table(
        "agent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sign_in_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("sign_in_key", name=op.f("uq_agent_sign_in_key")),
    )
    op.create_table(
        "audit_source",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.Column("sent_through", sa.Integer(), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_audit_source")),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("given_names", sa.String(), nullable=False),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("guardian_name", sa.String(), nullable=False),
        sa.Column("guardian_agreed_on", sa.Date(), nullable=True),
        sa.Column("security_question", sa.String(), nullable=False),
        sa.Column("security_answer_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_customer_pseudonym")),
    )
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_controller"), ["controller"], unique=False)

    op.create_table(
        "lookup_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("controller_id", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("towns", sa.Text(), nullable=False),
        sa.Column("postcodes", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup_card")),
    )
    op.create_table(
        "lookup_controller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup_controller")),
        sa.UniqueConstraint("controller", name=op.f("uq_lookup_controller_controller")),
    )
    op.create_table(
        "lookup_key",
        sa.Column("controller_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("k", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("controller_id", "k", "id", name=op.f("pk_lookup_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lookup_term",
        sa.Column("controller_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("df", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("controller_id", "term", name=op.f("pk_lookup_term")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lookup_variant",
        sa.Column("v", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("v", "term", name=op.f("pk_lookup_variant")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("lookup_variant", schema=None) as batch_op:
        batch_op.create_index("ix_lookup_variant_term", ["term"], unique=False)

    op.create_table(
        "mailing",
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data_cut", sa.Date(), nullable=False),
        sa.Column("drop", sa.Date(), nullable=False),
        sa.Column("in_homes_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "name", name=op.f("pk_mailing")),
    )
    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_meta")),
    )
    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("line1", sa.String(), nullable=False),
        sa.Column("line2", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("premise_key", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_address_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("expires", sa.String(length=7), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_card_customer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "care_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("requester", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_to", sa.String(), nullable=True),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("promise_due", sa.Date(), nullable=True),
        sa.Column("promise_kept_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agent"], ["agent.id"], name=op.f("fk_care_request_agent")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_care_request_customer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_request")),
        sa.UniqueConstraint("number", name=op.f("uq_care_request_number")),
        sa.UniqueConstraint("serial", name=op.f("uq_care_request_serial")),
    )
    with op.batch_alter_table("care_request", schema=None) as batch_op:
        batch_op.create_index("ix_care_request_agent_started_at", ["agent", "started_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_care_request_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "request_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agent"], ["agent.id"], name=op.f("fk_request_note_agent")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_request_note_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_request_note_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_note")),
    )
    with op.batch_alter_table("request_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_note_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_note_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_draft",
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_request_draft_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_request_draft_request_id")),
        sa.PrimaryKeyConstraint("request_id", "key", name=op.f("pk_request_draft")),
    )
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_draft_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "glass_broken",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["agent"], ["agent.id"], name=op.f("fk_glass_broken_agent")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_glass_broken_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_glass_broken_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glass_broken")),
    )
    with op.batch_alter_table("glass_broken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_glass_broken_agent"), ["agent"], unique=False)
        batch_op.create_index(batch_op.f("ix_glass_broken_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_glass_broken_request_id"), ["request_id"], unique=False)

    op.create_table(
        "opened_in_error",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_opened_in_error_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_opened_in_error_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_in_error")),
    )
    with op.batch_alter_table("opened_in_error", schema=None) as batch_op:
        batch_op.create_index("ix_opened_in_error_agent_at", ["agent", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_opened_in_error_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "customer_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_flag_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_flag")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("customer_flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_flag_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "customer_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_number_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_number")),
        sa.UniqueConstraint("brand", "number", name=op.f("uq_customer_number_brand_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("customer_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_number_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_number_number_key"), ["number_key"], unique=False)

    op.create_table(
        "email",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address_key", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("failing", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_email_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_email_address_key"), ["address_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_email_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("grant", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("parked", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["audit_source.source"], name=op.f("fk_outbox_source")),
        sa.PrimaryKeyConstraint("source", "sequence", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
    )
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_phone_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_number_key"), ["number_key"], unique=False)

    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_preference_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint("customer_id", "brand", "subject", name=op.f("uq_preference_customer_id_brand_subject")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preference_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "transcript",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_transcript_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.UniqueConstraint("provider", "reference", name=op.f("uq_transcript_provider_reference")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("transcript", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transcript_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "access_grant",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_access_grant_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_access_grant_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_grant")),
    )
    with op.batch_alter_table("access_grant", schema=None) as batch_op:
        batch_op.create_index("ix_access_grant_agent_expires_at", ["agent", "expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_grant_request_id"), ["request_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("through", sa.String(), nullable=False),
        sa.Column("word_of", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("request_number", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_consent_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_consent_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "choice_made",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("word_of", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_choice_made_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_choice_made_request_id")),
        sa.ForeignKeyConstraint(["undoes"], ["choice_made.id"], name=op.f("fk_choice_made_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice_made")),
        sa.UniqueConstraint("undoes", name=op.f("uq_choice_made_undoes")),
    )
    with op.batch_alter_table("choice_made", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_choice_made_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "suppression",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("through", sa.String(), nullable=False),
        sa.Column("word_of", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("line1", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("premise_key", sa.String(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_suppression_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suppression_premise_key"), ["premise_key"], unique=False)

    op.create_table(
        "death_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("word_of", sa.String(), nullable=False),
        sa.Column("choice_made", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["choice_made"], ["choice_made.id"], name=op.f("fk_death_report_choice_made")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_death_report_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_death_report_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_death_report")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("death_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_death_report_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "flag_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_flag_change_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_flag_change_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_change")),
    )
    with op.batch_alter_table("flag_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_change_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_authority_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_authority_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
    )
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("request_number", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_history_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_history_request_id")),
        sa.ForeignKeyConstraint(["undoes"], ["history.id"], name=op.f("fk_history_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_history_grant_id"), ["grant_id"], unique=False)

    op.create_table(
        "order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_order_address_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_order_customer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order")),
        sa.UniqueConstraint("brand", "number", name=op.f("uq_order_brand_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index("ix_order_number_key", ["number_key"], unique=False)

    op.create_table(
        "search",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_search_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    with op.batch_alter_table("search", schema=None) as batch_op:
        batch_op.create_index("ix_search_agent_at", ["agent", "at"], unique=False)
        batch_op.create_index(
            "ix_search_open",
            ["at"],
            unique=False,
            sqlite_where=sa.text("folded IS 0"),
            postgresql_where=sa.text("folded IS 0"),
        )
        batch_op.create_index("ix_search_request_id", ["request_id"], unique=False)

    op.create_table(
        "transcript_message",
        sa.Column("transcript_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_transcript_message_transcript_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("transcript_id", "position", name=op.f("pk_transcript_message")),
    )
    op.create_table(
        "verification",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_verification_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_verification_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index("ix_verification_customer_id_at", ["customer_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_verification_request_id"), ["request_id"], unique=False)

    op.create_table(
        "order_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_order_item_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_order_item_order_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_item")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("order_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_item_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_item_order_id"), ["order_id"], unique=False)

    op.create_table(
        "outgoing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("attachment_name", sa.String(), nullable=True),
        sa.Column("attachment_media", sa.String(), nullable=True),
        sa.Column("attachment", sa.LargeBinary(), nullable=True),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("not_after", sa.BigInteger(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_outgoing_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_outgoing_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_cause"), ["cause"], unique=False)

    op.create_table(
        "one_time_code",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("outgoing_id", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_one_time_code_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_one_time_code_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_code_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_one_time_code_request_id"), ["request_id"], unique=False)

    op.create_table(
        "outgoing_recipient",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("outgoing_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("handed_at", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name=op.f("fk_outgoing_recipient_outgoing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_recipient")),
    )
    with op.batch_alter_table("outgoing_recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_recipient_outgoing_id"), ["outgoing_id"], unique=False)
        batch_op.create_index("ix_outgoing_recipient_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "approval",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("outgoing_id", sa.String(), nullable=False),
        sa.Column("notice_id", sa.String(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name=op.f("fk_approval_outgoing_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["outgoing.id"], name=op.f("fk_approval_notice_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_notice_id"), ["notice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_outgoing_id"), ["outgoing_id"], unique=False)

    op.create_table(
        "order_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("grant_id", sa.String(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_order_message_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_order_message_order_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["request_id"], ["care_request.id"], name=op.f("fk_order_message_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_message")),
        sa.UniqueConstraint("key", name=op.f("uq_order_message_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("order_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_message_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_message_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_message_grant_id"), ["grant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_order_message_due_at"), ["due_at"], unique=False)


def downgrade() -> None:
    """Nothing is left."""
    with op.batch_alter_table("order_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_message_due_at"))
        batch_op.drop_index(batch_op.f("ix_order_message_grant_id"))
        batch_op.drop_index(batch_op.f("ix_order_message_order_id"))
        batch_op.drop_index(batch_op.f("ix_order_message_customer_id"))

    op.drop_table("order_message")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approval_outgoing_id"))
        batch_op.drop_index(batch_op.f("ix_approval_notice_id"))

    op.drop_table("approval")
    with op.batch_alter_table("outgoing_recipient", schema=None) as batch_op:
        batch_op.drop_index("ix_outgoing_recipient_state_due_at")
        batch_op.drop_index(batch_op.f("ix_outgoing_recipient_outgoing_id"))

    op.drop_table("outgoing_recipient")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_code_request_id"))
        batch_op.drop_index(batch_op.f("ix_one_time_code_customer_id"))

    op.drop_table("one_time_code")
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_cause"))
        batch_op.drop_index(batch_op.f("ix_outgoing_customer_id"))

    op.drop_table("outgoing")
    with op.batch_alter_table("order_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_item_order_id"))
        batch_op.drop_index(batch_op.f("ix_order_item_customer_id"))

    op.drop_table("order_item")
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_request_id"))
        batch_op.drop_index("ix_verification_customer_id_at")

    op.drop_table("verification")
    op.drop_table("transcript_message")
    with op.batch_alter_table("search", schema=None) as batch_op:
        batch_op.drop_index("ix_search_request_id")
        batch_op.drop_index(
            "ix_search_open", sqlite_where=sa.text("folded IS 0"), postgresql_where=sa.text("folded IS 0")
        )
        batch_op.drop_index("ix_search_agent_at")

    op.drop_table("search")
    with op.batch_alter_table("order", schema=None) as batch_op:
        batch_op.drop_index("ix_order_number_key")
        batch_op.drop_index(batch_op.f("ix_order_customer_id"))

    op.drop_table("order")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_grant_id"))
        batch_op.drop_index(batch_op.f("ix_history_customer_id"))

    op.drop_table("history")
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authority_customer_id"))

    op.drop_table("authority")
    with op.batch_alter_table("flag_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_change_customer_id"))

    op.drop_table("flag_change")
    with op.batch_alter_table("death_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_death_report_customer_id"))

    op.drop_table("death_report")
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suppression_premise_key"))

    op.drop_table("suppression")
    with op.batch_alter_table("choice_made", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_choice_made_customer_id"))

    op.drop_table("choice_made")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_customer_id"))

    op.drop_table("consent")
    with op.batch_alter_table("access_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_grant_request_id"))
        batch_op.drop_index("ix_access_grant_agent_expires_at")

    op.drop_table("access_grant")
    with op.batch_alter_table("transcript", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transcript_customer_id"))

    op.drop_table("transcript")
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_preference_customer_id"))

    op.drop_table("preference")
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_number_key"))
        batch_op.drop_index(batch_op.f("ix_phone_customer_id"))

    op.drop_table("phone")
    op.drop_table("outbox")
    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_email_customer_id"))
        batch_op.drop_index(batch_op.f("ix_email_address_key"))

    op.drop_table("email")
    with op.batch_alter_table("customer_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_number_number_key"))
        batch_op.drop_index(batch_op.f("ix_customer_number_customer_id"))

    op.drop_table("customer_number")
    with op.batch_alter_table("customer_flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_flag_customer_id"))

    op.drop_table("customer_flag")
    with op.batch_alter_table("opened_in_error", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opened_in_error_customer_id"))
        batch_op.drop_index("ix_opened_in_error_agent_at")

    op.drop_table("opened_in_error")
    with op.batch_alter_table("glass_broken", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_glass_broken_request_id"))
        batch_op.drop_index(batch_op.f("ix_glass_broken_customer_id"))
        batch_op.drop_index(batch_op.f("ix_glass_broken_agent"))

    op.drop_table("glass_broken")
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_draft_customer_id"))

    op.drop_table("request_draft")
    with op.batch_alter_table("request_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_note_request_id"))
        batch_op.drop_index(batch_op.f("ix_request_note_customer_id"))

    op.drop_table("request_note")
    with op.batch_alter_table("care_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_request_customer_id"))
        batch_op.drop_index("ix_care_request_agent_started_at")

    op.drop_table("care_request")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_customer_id"))

    op.drop_table("card")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_customer_id"))

    op.drop_table("address")
    op.drop_table("store_meta")
    op.drop_table("mailing")
    with op.batch_alter_table("lookup_variant", schema=None) as batch_op:
        batch_op.drop_index("ix_lookup_variant_term")

    op.drop_table("lookup_variant")
    op.drop_table("lookup_term")
    op.drop_table("lookup_key")
    op.drop_table("lookup_controller")
    op.drop_table("lookup_card")
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_controller"))

    op.drop_table("customer")
    op.drop_table("audit_source")
    op.drop_table("agent")
