-- AppointmentQueries.listMeeting, without a filter
SELECT a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
       a.master_id, am.username, am.is_master_active, CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
       a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
       a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
       a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
       a.response_deadline_at, a.response_stopped_at, a.paid_at, a.completion_deadline_at, a.completion_stopped_at, a.sla_breached, a.sla_next_at,
       (SELECT s.sla_completion_hours FROM site_settings s WHERE s.id = 1), a.payment_proof_sha256, a.payment_proof_duplicates,
       (SELECT count(*) FROM message x
         WHERE x.appointment_id = a.id AND x.deleted_at IS NULL AND x.sender_id <> :admin
           AND x.id > coalesce((SELECT r.last_read_message_id FROM read_state r
                                 WHERE r.appointment_id = a.id AND r.account_id = :admin), 0))
  FROM appointment a
  JOIN account ac ON ac.id = a.client_id
  LEFT JOIN client_stats cs ON cs.account_id = a.client_id
  LEFT JOIN account am ON am.id = a.master_id
  LEFT JOIN master_stats ms ON ms.account_id = a.master_id
 WHERE (NULL::text IS NULL OR a.status = NULL) AND (NULL::bigint IS NULL OR a.master_id = NULL)
   AND (NULL::bigint IS NULL OR a.client_id = NULL) AND (NULL::timestamptz IS NULL OR a.created_at >= NULL)
   AND (NULL::timestamptz IS NULL OR a.created_at < NULL) AND (NULL::boolean IS NULL OR a.sla_breached = NULL)
   AND (NULL::timestamptz IS NULL OR least(CASE WHEN a.response_stopped_at IS NULL THEN a.response_deadline_at END,
                                           CASE WHEN a.completion_stopped_at IS NULL THEN a.completion_deadline_at END) < NULL)
   AND (NULL::text IS NULL OR (a.id::text = NULL OR strpos(lower(concat_ws(' ', a.brand, a.model)), lower(NULL)) > 0
                               OR strpos(lower(ac.username), lower(NULL)) > 0 OR strpos(lower(am.username), lower(NULL)) > 0))
 ORDER BY a.created_at DESC, a.id DESC;
