-- What a master to whom an order is offered may see, and what a sign-in may be used for.

ALTER TABLE appointment ADD COLUMN has_history boolean NOT NULL DEFAULT false;
UPDATE appointment a SET has_history = true
 WHERE a.master_id IS NOT NULL OR a.status <> 'NEW'
    OR EXISTS (SELECT 1 FROM timeline_entry t WHERE t.appointment_id = a.id AND t.to_status NOT IN ('', 'NEW'));
COMMENT ON COLUMN appointment.has_history IS 'Whether it was ever anything but NEW: what went on then is nobody''s business when it is offered again.';

ALTER TABLE message ADD COLUMN is_inquiry boolean NOT NULL DEFAULT false;
UPDATE message m SET is_inquiry = true
  FROM appointment a JOIN account s ON s.role = 'master'
 WHERE a.id = m.appointment_id AND s.id = m.sender_id AND a.master_id IS DISTINCT FROM m.sender_id
   AND NOT EXISTS (SELECT 1 FROM timeline_entry t WHERE t.appointment_id = a.id AND t.actor_id = m.sender_id);
COMMENT ON COLUMN message.is_inquiry IS 'Written by a master to whom the order was offered: they keep it, whoever takes the order.';

CREATE TABLE telegram_login (
    signature   varchar(64) PRIMARY KEY,
    used_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX telegram_login_expires_at_idx ON telegram_login (expires_at);
COMMENT ON TABLE telegram_login IS 'What Telegram has signed and somebody has signed in with: good once, and not for long.';
COMMENT ON COLUMN telegram_login.signature IS 'The field hash of the login.';
COMMENT ON COLUMN telegram_login.used_at IS 'When it was first used.';
COMMENT ON COLUMN telegram_login.expires_at IS 'When it is too old to be used anyway.';
