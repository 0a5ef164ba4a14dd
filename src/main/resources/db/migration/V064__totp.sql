-- The second step of signing in, for those who want one.

CREATE TABLE totp (
    account_id bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    secret bytea NOT NULL,
    last_step bigint NOT NULL,
    recovery_hashes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz
);

COMMENT ON TABLE totp IS 'Whose sign-in takes a code of an authenticator app as well (RFC 6238: SHA-1, 6 digits, 30 seconds).';
COMMENT ON COLUMN totp.account_id IS 'Whose.';
COMMENT ON COLUMN totp.secret IS 'What codes are made of, encrypted with a key derived from SECRET_KEY.';
COMMENT ON COLUMN totp.last_step IS 'The step of the latest code that was used; no code of it or of an earlier one is good any more.';
COMMENT ON COLUMN totp.recovery_hashes IS 'HMAC-SHA256 of the recovery codes that were not used, in hex.';
COMMENT ON COLUMN totp.created_at IS 'When the secret was made.';
COMMENT ON COLUMN totp.confirmed_at IS 'When its owner has shown a first code; null until then, when no code is asked for.';
