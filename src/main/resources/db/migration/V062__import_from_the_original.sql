-- What was copied from a database of the original service, so that a second run brings only what has changed there.

CREATE TABLE original_run (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source          text NOT NULL,
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    counts          jsonb
);
COMMENT ON TABLE original_run IS 'Runs of import-original, rehearsals aside.';
COMMENT ON COLUMN original_run.id IS 'Identifier.';
COMMENT ON COLUMN original_run.source IS 'Where it was copied from, without the password.';
COMMENT ON COLUMN original_run.started_at IS 'When it began.';
COMMENT ON COLUMN original_run.finished_at IS 'When it was done; null while it runs, and for ever when it was interrupted.';
COMMENT ON COLUMN original_run.counts IS 'How many rows of each table were read, new, changed, the same, refused or gone; null until it is done.';

CREATE TABLE original_row (
    source          varchar(60) NOT NULL,
    source_id       bigint NOT NULL,
    place           text NOT NULL,
    imprint         uuid NOT NULL,
    written         uuid NOT NULL,
    is_complete     boolean NOT NULL,
    files           jsonb NOT NULL DEFAULT '{}',
    taken_at        timestamptz NOT NULL,
    PRIMARY KEY (source, source_id)
);
COMMENT ON TABLE original_row IS 'Rows of the original service that were taken over, one by one.';
COMMENT ON COLUMN original_row.source IS 'The table it was in.';
COMMENT ON COLUMN original_row.source_id IS 'Its id there; the same here wherever our table has one.';
COMMENT ON COLUMN original_row.place IS 'The key of what was made of it here.';
COMMENT ON COLUMN original_row.imprint IS 'MD5 of what it said there. When that differs, it has changed there.';
COMMENT ON COLUMN original_row.written IS 'MD5 of what was made of it here. When that differs, it has changed here.';
COMMENT ON COLUMN original_row.is_complete IS 'Whether all its files were found; the next run looks again for those that were not.';
COMMENT ON COLUMN original_row.files IS 'Its files by column: the path there and the key here.';
COMMENT ON COLUMN original_row.taken_at IS 'When it was last written.';

COMMENT ON COLUMN platform_event.depth IS '1 for a person''s doing, one more for each rule in between; 0 for what happened in the original service, which no rule ever runs for.';

-- What is found in a new database gives way to rows of the original that have the same number.
ALTER TABLE feature_flag_account
    DROP CONSTRAINT feature_flag_account_feature_flag_id_fkey,
    ADD CONSTRAINT feature_flag_account_feature_flag_id_fkey FOREIGN KEY (feature_flag_id) REFERENCES feature_flag (id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_behavior_flag
    DROP CONSTRAINT review_behavior_flag_behavior_flag_id_fkey,
    ADD CONSTRAINT review_behavior_flag_behavior_flag_id_fkey FOREIGN KEY (behavior_flag_id) REFERENCES behavior_flag (id) ON UPDATE CASCADE;
