-- DashboardQueries.master
SELECT (SELECT count(*) FROM appointment WHERE status = 'NEW' AND master_id IS NULL),
       count(*) FILTER (WHERE status IN ('NEW', 'IN_REVIEW', 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED', 'PAID', 'IN_PROGRESS')),
       count(*) FILTER (WHERE status = 'AWAITING_PAYMENT'), count(*) FILTER (WHERE status = 'PAYMENT_PROOF_UPLOADED'),
       count(*) FILTER (WHERE status = 'IN_PROGRESS'), count(*) FILTER (WHERE status = 'COMPLETED'),
       (SELECT count(*) FROM appointment o
          JOIN message x ON x.appointment_id = o.id AND x.deleted_at IS NULL AND x.sender_id <> :master
          LEFT JOIN read_state r ON r.appointment_id = o.id AND r.account_id = :master
         WHERE x.id > coalesce(r.last_read_message_id, 0) AND o.master_id = :master
           AND o.status IN ('NEW', 'IN_REVIEW', 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED', 'PAID', 'IN_PROGRESS')),
       (SELECT master_score FROM master_stats WHERE account_id = :master AND score_updated_at IS NOT NULL)
  FROM appointment WHERE master_id = :master;
