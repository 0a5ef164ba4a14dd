-- AppointmentQueries.listMeeting, without a filter
SELECT a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
       a.master_id, am.username, am.is_master_active, CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
       a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
       a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
       a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
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
   AND (NULL::timestamptz IS NULL OR a.created_at < NULL) ORDER BY a.created_at DESC, a.id DESC;
