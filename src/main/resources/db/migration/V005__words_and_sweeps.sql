-- Words that no code writes are refused, and what has expired is found by an index.

CREATE INDEX refresh_token_expires_at_idx ON refresh_token (expires_at);

ALTER TABLE login_session
    ADD CONSTRAINT login_session_revoked_reason_check CHECK (revoked_reason IN ('logout','reuse'));

ALTER TABLE timeline_entry
    ADD CONSTRAINT timeline_entry_event_type_check CHECK (event_type IN ('status_changed','price_set','payment_proof_uploaded','payment_marked','payment_confirmed','message_deleted','master_assigned')),
    ADD CONSTRAINT timeline_entry_from_status_check CHECK (from_status IN ('','NEW','IN_REVIEW','AWAITING_PAYMENT','PAYMENT_PROOF_UPLOADED','PAID','IN_PROGRESS','COMPLETED','DECLINED_BY_MASTER','CANCELLED')),
    ADD CONSTRAINT timeline_entry_to_status_check CHECK (to_status IN ('','NEW','IN_REVIEW','AWAITING_PAYMENT','PAYMENT_PROOF_UPLOADED','PAID','IN_PROGRESS','COMPLETED','DECLINED_BY_MASTER','CANCELLED'));
