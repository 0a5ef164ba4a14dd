-- So that a notification leads to what it is about.
ALTER TABLE notification ADD COLUMN appointment_id bigint REFERENCES appointment (id);
COMMENT ON COLUMN notification.appointment_id IS 'The appointment it is about; null when it is about none.';
CREATE INDEX notification_appointment_idx ON notification (appointment_id) WHERE appointment_id IS NOT NULL;
