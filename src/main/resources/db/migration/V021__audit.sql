-- Who did what. Rows are only ever added; one node at a time seals them into a chain of hashes.

CREATE TABLE audit_entry (
    id                          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at                 timestamptz NOT NULL,
    actor_id                    bigint,
    actor_name                  varchar(150) NOT NULL,
    actor_kind                  varchar(20) NOT NULL,
    admin_role                  varchar(20),
    action                      varchar(200) NOT NULL,
    entity_type                 varchar(60) NOT NULL,
    entity_id                   varchar(200) NOT NULL,
    state_before                jsonb,
    state_after                 jsonb,
    request_id                  varchar(64) NOT NULL,
    reason                      text NOT NULL,
    CONSTRAINT audit_entry_actor_kind_check CHECK (actor_kind IN ('admin','user','operator','system'))
);
CREATE INDEX audit_entry_occurred_at_idx ON audit_entry (occurred_at);
CREATE INDEX audit_entry_actor_idx ON audit_entry (actor_id, id);
CREATE INDEX audit_entry_entity_idx ON audit_entry (entity_type, entity_id, id);
CREATE INDEX audit_entry_action_idx ON audit_entry (action, id);
CREATE INDEX audit_entry_request_idx ON audit_entry (request_id) WHERE request_id <> '';
COMMENT ON TABLE audit_entry IS 'What admins and operators have changed, written in the transaction that changed it. Rows are never changed and never deleted.';
COMMENT ON COLUMN audit_entry.id IS 'Identifier; not in the order of the commits, and with gaps.';
COMMENT ON COLUMN audit_entry.occurred_at IS 'When it was done.';
COMMENT ON COLUMN audit_entry.actor_id IS 'The account that did it, which may be gone by now; null when it was none.';
COMMENT ON COLUMN audit_entry.actor_name IS 'The user name at that moment, or the operating system''s name of an operator; empty for the system itself.';
COMMENT ON COLUMN audit_entry.actor_kind IS 'admin, user, operator (the command line) or system.';
COMMENT ON COLUMN audit_entry.admin_role IS 'The sub-role of an admin at that moment.';
COMMENT ON COLUMN audit_entry.action IS 'What was done, e.g. user.banned; the route or the command where nobody has found a word.';
COMMENT ON COLUMN audit_entry.entity_type IS 'What it was done to, e.g. Account; empty when unknown.';
COMMENT ON COLUMN audit_entry.entity_id IS 'Which one; empty when there is only one, or none.';
COMMENT ON COLUMN audit_entry.state_before IS 'How it stood, as far as it has changed; null when it was not there, or is not known.';
COMMENT ON COLUMN audit_entry.state_after IS 'How it stands; null when it is gone, or is not known.';
COMMENT ON COLUMN audit_entry.request_id IS 'X-Request-Id of the request; empty when there was none.';
COMMENT ON COLUMN audit_entry.reason IS 'Why, as far as somebody said so; or empty.';

CREATE TABLE audit_seal (
    seq                         bigint PRIMARY KEY,
    entry_id                    bigint NOT NULL REFERENCES audit_entry (id),
    hash                        bytea NOT NULL,
    sealed_at                   timestamptz NOT NULL,
    CONSTRAINT audit_seal_entry_key UNIQUE (entry_id)
);
COMMENT ON TABLE audit_seal IS 'The chain: who changes or takes away a row of the audit log breaks it there.';
COMMENT ON COLUMN audit_seal.seq IS 'Its place, from 1, without a gap.';
COMMENT ON COLUMN audit_seal.entry_id IS 'The row that is sealed.';
COMMENT ON COLUMN audit_seal.hash IS 'SHA-256 of the hash before, if there is one, and of the whole row.';
COMMENT ON COLUMN audit_seal.sealed_at IS 'When it was sealed.';

CREATE TABLE audit_unsealed (
    entry_id                    bigint PRIMARY KEY REFERENCES audit_entry (id)
);
COMMENT ON TABLE audit_unsealed IS 'What is still to be sealed: usually the last second.';
COMMENT ON COLUMN audit_unsealed.entry_id IS 'The row.';

CREATE FUNCTION refuse_to_change_the_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION refuse_to_change_the_past() IS 'Keeps a table append-only.';
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past();
