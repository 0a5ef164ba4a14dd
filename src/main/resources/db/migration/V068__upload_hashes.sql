-- What was uploaded, by the hash of its bytes: the same proof for two orders is told.

ALTER TABLE appointment
    ADD COLUMN photo_sha256                varchar(64),
    ADD COLUMN payment_proof_sha256        varchar(64),
    ADD COLUMN payment_proof_duplicates    jsonb NOT NULL DEFAULT '[]',
    ADD CONSTRAINT appointment_payment_proof_duplicates_check CHECK (jsonb_typeof(payment_proof_duplicates) = 'array') NOT VALID;

COMMENT ON COLUMN appointment.photo_sha256 IS 'SHA-256 of the photo as it was sent, in hex; null when it was not taken.';
COMMENT ON COLUMN appointment.payment_proof_sha256 IS 'SHA-256 of the newest payment proof as it was sent, in hex; null when it was not taken.';
COMMENT ON COLUMN appointment.payment_proof_duplicates IS 'Orders that had the same payment proof when it was uploaded here, newest first, at most 20, each with its master of that moment: [{"order": 1, "master": 2}].';

CREATE INDEX appointment_payment_proof_sha256_idx ON appointment (payment_proof_sha256) WHERE payment_proof_sha256 IS NOT NULL;

ALTER TABLE message ADD COLUMN file_sha256 varchar(64);

COMMENT ON COLUMN message.file_sha256 IS 'SHA-256 of the attachment as it was sent, in hex; null after deletion and when it was not taken.';
