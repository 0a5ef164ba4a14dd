-- Requests with an Idempotency-Key, and what they were answered.

CREATE TABLE idempotency_key (
    id bytea PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
    fingerprint bytea NOT NULL,
    answer bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX idempotency_key_account_id_idx ON idempotency_key (account_id);
CREATE INDEX idempotency_key_expires_at_idx ON idempotency_key (expires_at);

COMMENT ON TABLE idempotency_key IS 'Requests that were carried out and may be sent again, written in the transaction that carried them out.';
COMMENT ON COLUMN idempotency_key.id IS 'SHA-256 of account, method, path and key.';
COMMENT ON COLUMN idempotency_key.account_id IS 'Who has sent it.';
COMMENT ON COLUMN idempotency_key.fingerprint IS 'SHA-256 of query, content type and body, of a multipart body of its parts.';
COMMENT ON COLUMN idempotency_key.answer IS 'Status, headers and body of the answer, encrypted with a key derived from SECRET_KEY.';
COMMENT ON COLUMN idempotency_key.created_at IS 'When it was carried out.';
COMMENT ON COLUMN idempotency_key.expires_at IS 'Until when it is kept: a day.';
