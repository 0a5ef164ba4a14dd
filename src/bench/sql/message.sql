BEGIN;
WITH a AS (SELECT * FROM appointment WHERE id = :appointment),
     m AS (INSERT INTO message (appointment_id, sender_id, text, created_at) SELECT a.id, :client, 'How is it going?', now() FROM a RETURNING id)
SELECT a.*, m.id FROM a LEFT JOIN m ON true;
INSERT INTO platform_event (event_type, entity_type, entity_id, actor_id, payload, facts, depth, created_at)
VALUES ('chat.message_sent', 'Message', '1', :client, '{"appointment_id": 1}',
        '{"actor": {"id": 1, "role": "client"}, "client": {"id": 1, "risk_level": "low", "risk_score": 0}, "master": {"id": 2}}', 1, now());
COMMIT;
