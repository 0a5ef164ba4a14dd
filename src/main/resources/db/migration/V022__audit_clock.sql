-- The audit log goes by the clock of the database.

COMMENT ON COLUMN audit_entry.occurred_at IS 'When it was done, by the clock of the database: when its transaction began.';
