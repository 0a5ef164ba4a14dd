SELECT a.*, ac.username, ac.is_banned, cs.risk_score, cs.risk_level, am.username, am.is_master_active, ms.master_score,
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
