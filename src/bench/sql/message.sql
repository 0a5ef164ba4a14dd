-- ChatRepository.send by the client, and EventRepository.close
BEGIN;
WITH a AS MATERIALIZED (SELECT * FROM appointment WHERE id = :appointment FOR NO KEY UPDATE),
     m AS (INSERT INTO message (appointment_id, sender_id, text, file_key, is_inquiry, created_at, file_sha256)
           SELECT a.id, :client, 'How is it going?', NULL, false AND a.client_id <> :client AND a.master_id IS DISTINCT FROM :client, now(), NULL
             FROM a RETURNING id)
SELECT a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
       a.master_id, am.username, am.is_master_active, CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
       a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
       a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
       a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
       a.response_deadline_at, a.response_stopped_at, a.paid_at, a.completion_deadline_at, a.completion_stopped_at, a.sla_breached, a.sla_next_at,
       (SELECT s.sla_completion_hours FROM site_settings s WHERE s.id = 1), a.payment_proof_sha256, a.payment_proof_duplicates, m.id
  FROM a
  JOIN account ac ON ac.id = a.client_id
  LEFT JOIN client_stats cs ON cs.account_id = a.client_id
  LEFT JOIN account am ON am.id = a.master_id
  LEFT JOIN master_stats ms ON ms.account_id = a.master_id
  JOIN m ON true;
WITH event AS (
INSERT INTO platform_event (event_type, entity_type, entity_id, actor_id, payload, facts, depth, created_at, rule_revision)
SELECT e.event_type, e.entity_type, e.entity_id, e.actor_id, e.payload, e.facts, e.depth, e.created_at, e.rule_revision
  FROM ROWS FROM (jsonb_to_recordset(('[{"event_type": "chat.message_sent", "entity_type": "Message", "entity_id": "50001", "actor_id": ' || :client || ',
        "depth": 1, "rule_revision": 1, "created_at": "2026-11-23", "payload": {"appointment_id": 17},
        "facts": {"actor": {"id": 12, "role": "client"},
                  "appointment": {"id": 17, "status": "COMPLETED", "total_price": 1017, "client_id": 12, "assigned_master_id": 13,
                                  "created_at": "2026-11-23", "platform_tags": []},
                  "client": {"id": 12, "risk_level": "low", "risk_score": 0, "is_banned": false},
                  "master": {"id": 13, "master_score": 10, "is_master_active": true}}}]')::jsonb)
        AS (event_type text, entity_type text, entity_id text, actor_id bigint, payload jsonb, facts jsonb, depth smallint,
            created_at timestamptz, rule_revision bigint)) WITH ORDINALITY AS e
 ORDER BY e.ordinality
RETURNING id
), note AS (
    SELECT n.* FROM ROWS FROM (jsonb_to_recordset(('[{"topic": "appointment:' || :appointment || '", "type": "message.created", "data": {"message": 50001}},
        {"topic": "user:' || :client || '", "type": "appointment.updated", "data": {"appointment": 17}}]')::jsonb)
        AS (topic text, type text, data jsonb)) WITH ORDINALITY AS n
), touched AS (
    INSERT INTO live_topic AS t (topic, head)
    SELECT topic, count(*) FROM note WHERE strpos(topic, ':') > 0 GROUP BY topic ORDER BY topic
    ON CONFLICT (topic) DO UPDATE SET head = t.head + excluded.head
    RETURNING topic, head
), appended AS (
    INSERT INTO live_log (topic, seq, type, data, occurred_at)
    SELECT topic, head - count(*) OVER (PARTITION BY topic) + row_number() OVER (PARTITION BY topic ORDER BY ordinality), type, data, now()
      FROM note JOIN touched USING (topic)
)
SELECT 1;
COMMIT;
