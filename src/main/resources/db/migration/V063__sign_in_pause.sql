-- How often somebody's password was guessed at, and until when that is not listened to. Unlogged: a crash of the server forgives.

CREATE UNLOGGED TABLE sign_in_pause (
    key bytea PRIMARY KEY,
    attempts integer NOT NULL,
    latest_at timestamptz NOT NULL,
    paused_until timestamptz NOT NULL,
    is_admitted boolean NOT NULL
);
CREATE INDEX sign_in_pause_latest_at_idx ON sign_in_pause (latest_at);

COMMENT ON TABLE sign_in_pause IS 'Attempts that are counted together, until one succeeds or there was none for two hours.';
COMMENT ON COLUMN sign_in_pause.key IS 'HMAC-SHA256 of what is tried, of whom and where from; the same for names nobody has.';
COMMENT ON COLUMN sign_in_pause.attempts IS 'How many were listened to.';
COMMENT ON COLUMN sign_in_pause.latest_at IS 'When the latest of them was; where a window is counted, when the first of it was.';
COMMENT ON COLUMN sign_in_pause.paused_until IS 'Until when no further one is listened to; 1970 where there is no pause.';
COMMENT ON COLUMN sign_in_pause.is_admitted IS 'Whether the latest one at all was listened to.';
