-- Scores one can explain: their history, scores set by hand, and when time changes them.

ALTER TABLE client_stats
    ADD COLUMN override_score smallint,
    ADD COLUMN override_reason text,
    ADD COLUMN override_by bigint REFERENCES account (id),
    ADD COLUMN override_at timestamptz,
    ADD COLUMN override_until timestamptz,
    ADD COLUMN refresh_at timestamptz,
    ADD CONSTRAINT client_stats_override_check CHECK (override_score BETWEEN 0 AND 100),
    ADD CONSTRAINT client_stats_override_whole_check
        CHECK (num_nulls(override_score, override_reason, override_by, override_at, override_until) IN (0, 5));
CREATE INDEX client_stats_override_by_idx ON client_stats (override_by) WHERE override_by IS NOT NULL;
CREATE INDEX client_stats_refresh_at_idx ON client_stats (refresh_at) WHERE refresh_at IS NOT NULL;
COMMENT ON COLUMN client_stats.override_score IS 'The risk an admin has set by hand; holds until override_until.';
COMMENT ON COLUMN client_stats.override_reason IS 'Why, for admins.';
COMMENT ON COLUMN client_stats.override_by IS 'Who has set it.';
COMMENT ON COLUMN client_stats.override_at IS 'When it was set.';
COMMENT ON COLUMN client_stats.override_until IS 'Until when it holds; kept when that is past.';
COMMENT ON COLUMN client_stats.refresh_at IS 'When time changes the risk next: another day of a young account, the end of an override. Null: never.';
COMMENT ON COLUMN client_stats.risk_score IS '0 (safe) to 100 (risky), as last computed, or as set by hand.';

ALTER TABLE master_stats
    ADD COLUMN override_score smallint,
    ADD COLUMN override_reason text,
    ADD COLUMN override_by bigint REFERENCES account (id),
    ADD COLUMN override_at timestamptz,
    ADD COLUMN override_until timestamptz,
    ADD COLUMN refresh_at timestamptz,
    ADD CONSTRAINT master_stats_override_check CHECK (override_score BETWEEN 0 AND 100),
    ADD CONSTRAINT master_stats_override_whole_check
        CHECK (num_nulls(override_score, override_reason, override_by, override_at, override_until) IN (0, 5));
CREATE INDEX master_stats_override_by_idx ON master_stats (override_by) WHERE override_by IS NOT NULL;
CREATE INDEX master_stats_refresh_at_idx ON master_stats (refresh_at) WHERE refresh_at IS NOT NULL;
COMMENT ON COLUMN master_stats.override_score IS 'The score an admin has set by hand; holds until override_until.';
COMMENT ON COLUMN master_stats.override_reason IS 'Why, for admins.';
COMMENT ON COLUMN master_stats.override_by IS 'Who has set it.';
COMMENT ON COLUMN master_stats.override_at IS 'When it was set.';
COMMENT ON COLUMN master_stats.override_until IS 'Until when it holds; kept when that is past.';
COMMENT ON COLUMN master_stats.refresh_at IS 'When time changes the score next: the end of an override. Null: never.';
COMMENT ON COLUMN master_stats.master_score IS '0 to 100 (best), as last computed, or as set by hand.';

CREATE TABLE score_history (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      bigint NOT NULL REFERENCES account (id),
    kind            varchar(10) NOT NULL,
    old_score       smallint,
    new_score       smallint NOT NULL,
    lines           jsonb NOT NULL,
    cause           varchar(20) NOT NULL,
    event_type      varchar(120),
    entity_type     varchar(120),
    entity_id       varchar(120),
    xid             xid8 NOT NULL DEFAULT pg_current_xact_id(),
    changed_at      timestamptz NOT NULL,
    CONSTRAINT score_history_kind_check CHECK (kind IN ('risk','score')),
    CONSTRAINT score_history_cause_check CHECK (cause IN ('event','time','override','recalculation','before'))
);
CREATE INDEX score_history_account_idx ON score_history (account_id, kind, changed_at DESC, id DESC);
COMMENT ON TABLE score_history IS 'Every change of a risk or a score, with how it was made up: append-only.';
COMMENT ON COLUMN score_history.id IS 'Identifier.';
COMMENT ON COLUMN score_history.account_id IS 'Whose it is.';
COMMENT ON COLUMN score_history.kind IS 'risk of a client or score of a master.';
COMMENT ON COLUMN score_history.old_score IS 'Before; null for the first.';
COMMENT ON COLUMN score_history.new_score IS 'After.';
COMMENT ON COLUMN score_history.lines IS 'The lines that sum to it: code, points, inputs.';
COMMENT ON COLUMN score_history.cause IS 'event, time, override, recalculation, or before: from before there was a history.';
COMMENT ON COLUMN score_history.event_type IS 'What happened, with cause event.';
COMMENT ON COLUMN score_history.entity_type IS 'What it happened to.';
COMMENT ON COLUMN score_history.entity_id IS 'Which one.';
COMMENT ON COLUMN score_history.xid IS 'The transaction that wrote it, and the event: by which the event is found, whose number is not known yet when this is written.';
COMMENT ON COLUMN score_history.changed_at IS 'When it changed.';

INSERT INTO score_history (account_id, kind, new_score, lines, cause, changed_at)
SELECT account_id, 'risk', risk_score, jsonb_build_array(jsonb_build_object('code', 'unexplained', 'points', risk_score, 'inputs', '{}'::jsonb)),
       'before', risk_updated_at
  FROM client_stats WHERE risk_updated_at IS NOT NULL
UNION ALL
SELECT account_id, 'score', master_score, jsonb_build_array(jsonb_build_object('code', 'unexplained', 'points', master_score, 'inputs', '{}'::jsonb)),
       'before', score_updated_at
  FROM master_stats WHERE score_updated_at IS NOT NULL;

-- Whose risk was computed while the account was young is looked at again at once.
UPDATE client_stats s SET refresh_at = now()
  FROM account a WHERE a.id = s.account_id AND s.risk_updated_at < a.created_at + interval '30 days';
