-- What people see of their sessions, and what a changed password ends.

ALTER TABLE login_session ADD COLUMN address varchar(100) NOT NULL DEFAULT '';
COMMENT ON COLUMN login_session.address IS 'Where its latest use came from, behind the proxies we trust; empty when that is not known.';

ALTER TABLE login_session
    DROP CONSTRAINT login_session_revoked_reason_check,
    ADD CONSTRAINT login_session_revoked_reason_check CHECK (revoked_reason IN ('logout','reuse','revoked','password'));
COMMENT ON COLUMN login_session.revoked_at IS 'When the session was ended.';
COMMENT ON COLUMN login_session.revoked_reason IS 'logout, reuse of an old token, revoked from the list of sessions, or password: it was changed.';

ALTER TABLE account ADD COLUMN sessions_since timestamptz;
COMMENT ON COLUMN account.sessions_since IS 'Tokens of the original service that were issued before are no good any more; null when all are.';

ALTER TABLE stream_ticket ADD COLUMN access_since timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN stream_ticket.access_since IS 'When the access token it was given for was issued.';

CREATE INDEX account_username_lower_idx ON account (lower(username));

INSERT INTO feature_flag (name, is_enabled, rollout_percentage) VALUES ('self_registration', false, 100)
ON CONFLICT (name) DO NOTHING;
