-- ChatRepository.list, by the client
WITH a AS (SELECT * FROM appointment WHERE id = :chat)
SELECT a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
       a.master_id, am.username, am.is_master_active, CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
       a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
       a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
       a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
       a.response_deadline_at, a.response_stopped_at, a.paid_at, a.completion_deadline_at, a.completion_stopped_at, a.sla_breached, a.sla_next_at,
       (SELECT s.sla_completion_hours FROM site_settings s WHERE s.id = 1), a.payment_proof_sha256, a.payment_proof_duplicates,
       m.id, m.sender_id, m.username, m.text, m.file_key, m.deleted_at, m.created_at, m.is_inquiry,
       false AND EXISTS (SELECT 1 FROM message o WHERE o.appointment_id = a.id AND o.sender_id = :client AND o.is_inquiry)
  FROM a
  JOIN account ac ON ac.id = a.client_id
  LEFT JOIN client_stats cs ON cs.account_id = a.client_id
  LEFT JOIN account am ON am.id = a.master_id
  LEFT JOIN master_stats ms ON ms.account_id = a.master_id
  LEFT JOIN LATERAL (
       SELECT x.*, s.username FROM message x JOIN account s ON s.id = x.sender_id
        WHERE x.appointment_id = a.id AND x.id > :after
          AND (false OR a.client_id = :client OR (false AND a.master_id = :client)
               OR (false AND a.status = 'NEW' AND NOT a.has_history)
               OR (false AND x.sender_id = :client AND x.is_inquiry))) m ON true
 ORDER BY m.id;
