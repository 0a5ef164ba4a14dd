-- What nodes have to forget.

CREATE TABLE invalidation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind        varchar(60) NOT NULL,
    key         varchar(200) NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX invalidation_xid_idx ON invalidation (xid);
CREATE INDEX invalidation_created_at_idx ON invalidation (created_at);
COMMENT ON TABLE invalidation IS 'Cached things that have changed, for every node to forget; kept for a day.';
COMMENT ON COLUMN invalidation.id IS 'Identifier; not in commit order.';
COMMENT ON COLUMN invalidation.xid IS 'The transaction that wrote it: everything below the oldest running one has been committed or never will be.';
COMMENT ON COLUMN invalidation.kind IS 'Of the caches that hold it, e.g. principal.';
COMMENT ON COLUMN invalidation.key IS 'What has changed, e.g. an account id.';
COMMENT ON COLUMN invalidation.created_at IS 'When it was written.';
