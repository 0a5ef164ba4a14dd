SELECT a.id, a.username, a.first_name, a.last_name, a.telegram_id, a.telegram_username, a.telegram_photo_url, a.role, a.is_master_active,
       a.is_banned, a.ban_reason, c.*, m.*, s.bank_requisites, s.crypto_requisites, s.instructions
  FROM account a
  LEFT JOIN client_stats c ON c.account_id = a.id
  LEFT JOIN master_stats m ON m.account_id = a.id
  LEFT JOIN site_settings s ON s.id = 1
 WHERE a.id = :client;
