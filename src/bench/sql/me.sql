-- MeQueries.get
SELECT a.id, a.username, a.first_name, a.last_name, a.telegram_id, a.telegram_username, a.telegram_photo_url,
       a.role, a.is_master_active, a.is_banned, a.ban_reason, a.is_superuser, a.admin_role,
       a.password_hash <> '',
       c.completed_orders, c.cancelled_orders, c.rating_sum, c.rating_count, c.negative_flags,
       c.level, c.risk_score, c.risk_level, c.risk_updated_at,
       m.completed_orders, m.dropped_orders, m.active_orders, m.response_micros, m.response_count,
       m.rating_sum, m.rating_count, m.master_score, m.score_updated_at,
       s.bank_requisites, s.crypto_requisites, s.instructions
  FROM account a
  LEFT JOIN client_stats c ON c.account_id = a.id
  LEFT JOIN master_stats m ON m.account_id = a.id AND m.score_updated_at IS NOT NULL
  LEFT JOIN site_settings s ON s.id = 1
 WHERE a.id = ANY(ARRAY[:client::bigint]);
