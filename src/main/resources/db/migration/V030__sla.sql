-- Promises about orders: that somebody answers, and that paid work gets done.

ALTER TABLE site_settings
    ADD COLUMN sla_response_minutes integer,
    ADD COLUMN sla_completion_hours integer,
    ADD CONSTRAINT site_settings_sla_response_check CHECK (sla_response_minutes BETWEEN 1 AND 43200),
    ADD CONSTRAINT site_settings_sla_completion_check CHECK (sla_completion_hours BETWEEN 1 AND 8760);
COMMENT ON TABLE site_settings IS 'How to pay the shop, and what it promises: a single row.';
COMMENT ON COLUMN site_settings.sla_response_minutes IS 'Within how many minutes a new order is answered; null: what the environment says.';
COMMENT ON COLUMN site_settings.sla_completion_hours IS 'Within how many hours a paid order is completed; null: what the environment says.';

ALTER TABLE appointment
    ADD COLUMN response_deadline_at timestamptz,
    ADD COLUMN response_stopped_at timestamptz,
    ADD COLUMN paid_at timestamptz,
    ADD COLUMN completion_deadline_at timestamptz,
    ADD COLUMN completion_stopped_at timestamptz,
    ADD COLUMN sla_breached boolean NOT NULL DEFAULT false,
    ADD COLUMN sla_next_at timestamptz;
COMMENT ON COLUMN appointment.response_deadline_at IS 'Until when somebody answers: the filing and the setting of that moment. Null: nothing was promised.';
COMMENT ON COLUMN appointment.response_stopped_at IS 'When it first left NEW, which is the answer; kept when it is offered again.';
COMMENT ON COLUMN appointment.paid_at IS 'When it last became PAID, or IN_PROGRESS without ever having been paid: the completion clock counts from here.';
COMMENT ON COLUMN appointment.completion_deadline_at IS 'Until when it is completed: paid_at and the setting of that moment.';
COMMENT ON COLUMN appointment.completion_stopped_at IS 'When it left PAID and IN_PROGRESS; null while the clock runs.';
COMMENT ON COLUMN appointment.sla_breached IS 'Whether a deadline was missed and that was told.';
COMMENT ON COLUMN appointment.sla_next_at IS 'When to look at its deadlines next: the moment at which one is at risk or missed. Null when there is nothing to wait for.';

CREATE TABLE sla_notice (
    appointment_id      bigint NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    reason              varchar(30) NOT NULL,
    kind                varchar(20) NOT NULL,
    due_at              timestamptz NOT NULL,
    is_told             boolean NOT NULL DEFAULT true,
    noticed_at          timestamptz NOT NULL,
    PRIMARY KEY (appointment_id, reason, kind),
    CONSTRAINT sla_notice_reason_check CHECK (reason IN ('response_timeout','completion_timeout')),
    CONSTRAINT sla_notice_kind_check CHECK (kind IN ('at_risk','breached'))
);
COMMENT ON TABLE sla_notice IS 'What was noticed about the deadlines of an appointment: each once, however many nodes look.';
COMMENT ON COLUMN sla_notice.appointment_id IS 'The appointment.';
COMMENT ON COLUMN sla_notice.reason IS 'response_timeout or completion_timeout.';
COMMENT ON COLUMN sla_notice.kind IS 'at_risk or breached.';
COMMENT ON COLUMN sla_notice.due_at IS 'The deadline it is about.';
COMMENT ON COLUMN sla_notice.is_told IS 'Whether an event told of it; not for deadlines that had passed before there were any.';
COMMENT ON COLUMN sla_notice.noticed_at IS 'When it was noticed.';

-- Orders that exist already get their deadlines, by the defaults: what an environment says is not known here. Those whose deadline has
-- not come yet are watched like any other. What had passed by now was promised to nobody, so it is noted as noticed but not told: no
-- storm of events and notices about the past, and sla_breached counts from here on.
UPDATE appointment a SET
    response_deadline_at = a.created_at + interval '15 minutes',
    response_stopped_at = CASE WHEN a.taken_at IS NOT NULL OR a.status <> 'NEW' OR a.has_history THEN coalesce(a.taken_at,
        (SELECT min(t.created_at) FROM timeline_entry t
          WHERE t.appointment_id = a.id AND t.event_type = 'status_changed' AND t.from_status = 'NEW'), a.updated_at) END,
    paid_at = a.payment_confirmed_at,
    completion_deadline_at = a.payment_confirmed_at + interval '24 hours',
    completion_stopped_at = CASE WHEN a.payment_confirmed_at IS NOT NULL AND a.status NOT IN ('PAID', 'IN_PROGRESS') THEN coalesce(
        CASE WHEN a.status = 'COMPLETED' THEN a.completed_at END,
        (SELECT max(t.created_at) FROM timeline_entry t WHERE t.appointment_id = a.id AND t.event_type = 'status_changed'), a.updated_at) END;

INSERT INTO sla_notice (appointment_id, reason, kind, due_at, is_told, noticed_at)
SELECT id, 'response_timeout', 'breached', response_deadline_at, false, now() FROM appointment
 WHERE coalesce(response_stopped_at, now()) > response_deadline_at
UNION ALL
SELECT id, 'completion_timeout', 'breached', completion_deadline_at, false, now() FROM appointment
 WHERE coalesce(completion_stopped_at, now()) > completion_deadline_at;

UPDATE appointment SET sla_next_at = least(
    CASE WHEN response_stopped_at IS NULL AND response_deadline_at > now()
         THEN greatest(now(), response_deadline_at - (response_deadline_at - created_at) / 5) END,
    CASE WHEN completion_stopped_at IS NULL AND completion_deadline_at > now()
         THEN greatest(now(), completion_deadline_at - (completion_deadline_at - paid_at) / 5) END)
 WHERE response_deadline_at > now() OR completion_deadline_at > now();

CREATE INDEX appointment_sla_next_at_idx ON appointment (sla_next_at, id) WHERE sla_next_at IS NOT NULL;
CREATE INDEX appointment_sla_breached_idx ON appointment (created_at DESC) WHERE sla_breached;

INSERT INTO rule (name, trigger_event_type, condition_json, action_json) VALUES (
    'default_sla_breach_admin_attention', 'sla.breached', '{}',
    '{"type": "request_admin_attention", "title": "Срок по заявке нарушен", "message": "Заявка ждёт дольше обещанного. Откройте её и помогите ей двинуться дальше."}')
ON CONFLICT (name) DO NOTHING;
