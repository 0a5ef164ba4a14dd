-- People can be erased: what is personal goes, what happened stays. Also in the audit log, on the record.

ALTER TABLE account ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN account.erased_at IS 'When the person was erased: since then the row is a number that orders, payments and the audit log refer to. Null for everybody else.';

CREATE TABLE audit_redaction (
    entry_id    bigint NOT NULL,
    erasure     varchar(36) NOT NULL,
    line_hash   bytea NOT NULL,
    PRIMARY KEY (entry_id, erasure)
);
COMMENT ON TABLE audit_redaction IS 'Rows of the audit log from which an erasure took what was personal. The row of the erasure, sealed like any other, holds a digest of these: without it, no change is excused.';
COMMENT ON COLUMN audit_redaction.entry_id IS 'The row that was changed.';
COMMENT ON COLUMN audit_redaction.erasure IS 'Which erasure did it: a random name, in state_after of its row.';
COMMENT ON COLUMN audit_redaction.line_hash IS 'SHA-256 of the whole row as the erasure left it.';

CREATE FUNCTION refuse_to_change_the_past_but_for_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('guildhall.erasure', true), '') = '' THEN
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_to_change_the_past_but_for_erasure() IS 'As refuse_to_change_the_past, unless the transaction says that it erases somebody.';

DROP TRIGGER audit_entry_append_only ON audit_entry;
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past();
CREATE TRIGGER audit_entry_facts_stay BEFORE UPDATE OF id, occurred_at, actor_id, actor_kind, admin_role, action, entity_type, entity_id, request_id ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past();
CREATE TRIGGER audit_entry_words_stay BEFORE UPDATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past_but_for_erasure();
COMMENT ON TABLE audit_entry IS 'What admins and operators have changed, written in the transaction that changed it. Rows are never deleted, and never changed but by an erasure.';
