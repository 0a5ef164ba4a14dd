-- What can be switched off while it runs: dev.guildhall.flag.Switch says what each of them is. A flag of that name which is there already keeps what it says.

INSERT INTO feature_flag (name, is_enabled, rollout_percentage) VALUES
    ('sla_watch', true, 100),
    ('score_refresh', true, 100),
    ('rule_telegram', true, 100),
    ('rule_emit_event', true, 100),
    ('rule_simulation', true, 100)
ON CONFLICT (name) DO NOTHING;
