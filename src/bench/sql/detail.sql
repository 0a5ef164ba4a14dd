-- AppointmentQueries.find
SELECT a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
       a.master_id, am.username, am.is_master_active, CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
       a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
       a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
       a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
       a.response_deadline_at, a.response_stopped_at, a.paid_at, a.completion_deadline_at, a.completion_stopped_at, a.sla_breached, a.sla_next_at,
       (SELECT s.sla_completion_hours FROM site_settings s WHERE s.id = 1), a.payment_proof_sha256, a.payment_proof_duplicates,
       (SELECT count(*) FROM message x
         WHERE x.appointment_id = a.id AND x.deleted_at IS NULL AND x.sender_id <> :client
           AND x.id > coalesce((SELECT r.last_read_message_id FROM read_state r
                                 WHERE r.appointment_id = a.id AND r.account_id = :client), 0))
  FROM appointment a
  JOIN account ac ON ac.id = a.client_id
  LEFT JOIN client_stats cs ON cs.account_id = a.client_id
  LEFT JOIN account am ON am.id = a.master_id
  LEFT JOIN master_stats ms ON ms.account_id = a.master_id
 WHERE a.id = :appointment;
