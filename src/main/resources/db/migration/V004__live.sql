-- The live log: what people who are watching must hear.

ALTER TABLE platform_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX platform_event_xid_idx ON platform_event (xid, id);
COMMENT ON COLUMN platform_event.xid IS 'The transaction that wrote it, by which the stream of events is read: ids are not in commit order.';

CREATE TABLE live_topic (
    topic       varchar(60) PRIMARY KEY,
    head        bigint NOT NULL,
    CONSTRAINT live_topic_head_check CHECK (head > 0)
);
COMMENT ON TABLE live_topic IS 'How far the sequence of each topic is. Locked by the last statement of a transaction, in the order of the topics.';
COMMENT ON COLUMN live_topic.topic IS 'E.g. appointment:12 or user:5.';
COMMENT ON COLUMN live_topic.head IS 'The number of its latest line; the first is 1.';

CREATE TABLE live_log (
    topic       varchar(60) NOT NULL,
    seq         bigint NOT NULL,
    type        varchar(40) NOT NULL,
    data        jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (topic, seq, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE live_log_rest PARTITION OF live_log DEFAULT;
COMMENT ON TABLE live_log IS 'What happened to each topic, without a gap and in commit order; a partition a day (UTC), dropped after LIVE_RETENTION_DAYS.';
COMMENT ON COLUMN live_log.topic IS 'E.g. appointment:12 or user:5.';
COMMENT ON COLUMN live_log.seq IS 'Its number within the topic.';
COMMENT ON COLUMN live_log.type IS 'What happened, e.g. message.created.';
COMMENT ON COLUMN live_log.data IS 'Which thing it happened to: ids, and nothing that somebody may not see.';
COMMENT ON COLUMN live_log.occurred_at IS 'When it happened.';

CREATE TABLE live_shared (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    topic       varchar(60) NOT NULL,
    type        varchar(40) NOT NULL,
    data        jsonb NOT NULL,
    occurred_at timestamptz NOT NULL
);
CREATE INDEX live_shared_xid_idx ON live_shared (xid, id);
CREATE INDEX live_shared_occurred_at_idx ON live_shared (occurred_at);
COMMENT ON TABLE live_shared IS 'The live log of topics that everything may touch, where a sequence would make all transactions wait for each other: read in the order of the transactions.';
COMMENT ON COLUMN live_shared.id IS 'Identifier; not in commit order.';
COMMENT ON COLUMN live_shared.xid IS 'The transaction that wrote it.';
COMMENT ON COLUMN live_shared.topic IS 'queue or everyone.';
COMMENT ON COLUMN live_shared.type IS 'What happened, e.g. queue.added.';
COMMENT ON COLUMN live_shared.data IS 'Which thing it happened to: ids.';
COMMENT ON COLUMN live_shared.occurred_at IS 'When it happened.';

CREATE TABLE stream_ticket (
    ticket_hash     bytea PRIMARY KEY,
    account_id      bigint NOT NULL REFERENCES account (id),
    session_id      uuid,
    access_until    timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL
);
CREATE INDEX stream_ticket_account_idx ON stream_ticket (account_id);
CREATE INDEX stream_ticket_expires_at_idx ON stream_ticket (expires_at);
COMMENT ON TABLE stream_ticket IS 'Tickets that open one stream each, for those who cannot send a header; deleted by their use.';
COMMENT ON COLUMN stream_ticket.ticket_hash IS 'SHA-256 of the ticket.';
COMMENT ON COLUMN stream_ticket.account_id IS 'Whose it is.';
COMMENT ON COLUMN stream_ticket.session_id IS 'The sign-in it came from; null with tokens of the original service.';
COMMENT ON COLUMN stream_ticket.access_until IS 'When the access token it was given for expires, and the stream with it.';
COMMENT ON COLUMN stream_ticket.expires_at IS 'Until when it can be used.';
