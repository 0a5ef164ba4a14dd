-- A shop of the original service in a database with its schema: :orders completed orders of as many people as half of that, each with
-- six rows of timeline, ten messages, two reviews, three events and two notifications. Every tenth order has a photo and a proof.
INSERT INTO accounts_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined, created_at,
       updated_at, role, telegram_id, telegram_username, telegram_photo_url, is_master_active, is_banned, ban_reason)
SELECT i, '!unusable', i = 1, 'user_' || i, 'Имя ' || i, '', '', i = 1, true, t, t, t,
       CASE WHEN i = 1 THEN 'admin' WHEN i <= 50 THEN 'master' ELSE 'client' END, 900000 + i, 'tg' || i, '', i > 1 AND i <= 50, false, ''
  FROM (SELECT i, now() - interval '400 days' + i * interval '1 minute' AS t FROM generate_series(1, :orders / 2 + 50) i) u;

INSERT INTO appointments_appointment (id, created_at, updated_at, brand, model, lock_type, has_pc, description, photo_lock_screen, status,
       total_price, currency, payment_method, payment_proof, payment_marked_at, payment_confirmed_at, taken_at, started_at, completed_at,
       assigned_master_id, client_id, payment_confirmed_by_id, platform_tags)
SELECT i, t, t + interval '1 day', 'Samsung', 'A' || i % 100, 'GOOGLE', true, repeat('Forgot the code. ', 5),
       CASE WHEN i % 10 = 0 THEN 'appointments/' || i || '.jpg' END, 'COMPLETED', 1000 + i % 5000, 'RUB', 'bank_transfer',
       CASE WHEN i % 10 = 0 THEN 'payments/' || i || '.jpg' END, t + interval '1 hour', t + interval '2 hours', t + interval '5 minutes',
       t + interval '3 hours', t + interval '1 day', 2 + i % 49, 51 + i % (:orders / 2), 1, '[]'
  FROM (SELECT i, now() - interval '300 days' + i * (interval '290 days' / :orders) AS t FROM generate_series(1, :orders) i) o;

INSERT INTO appointments_appointmentevent (created_at, updated_at, event_type, from_status, to_status, note, metadata, actor_id, appointment_id)
SELECT a.created_at + s.n * interval '20 minutes', a.updated_at, 'status_changed', s.old, s.new, '', '{}', a.assigned_master_id, a.id
  FROM appointments_appointment a, (VALUES (1, 'NEW', 'IN_REVIEW'), (2, 'IN_REVIEW', 'AWAITING_PAYMENT'), (3, 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED'),
       (4, 'PAYMENT_PROOF_UPLOADED', 'PAID'), (5, 'PAID', 'IN_PROGRESS'), (6, 'IN_PROGRESS', 'COMPLETED')) s (n, old, new);

INSERT INTO chat_message (created_at, updated_at, text, is_deleted, appointment_id, sender_id)
SELECT a.created_at + n * interval '7 minutes', a.updated_at, 'Message ' || n || ' of some length, as people write them.', false, a.id,
       CASE WHEN n % 2 = 0 THEN a.client_id ELSE a.assigned_master_id END
  FROM appointments_appointment a, generate_series(1, 10) n;

INSERT INTO reviews_review (created_at, updated_at, review_type, rating, comment, appointment_id, author_id, target_id)
SELECT completed_at, completed_at, 'master_review', 3 + id % 3, 'Thanks', id, client_id, assigned_master_id FROM appointments_appointment
UNION ALL
SELECT completed_at, completed_at, 'client_review', 4 + id % 2, '', id, assigned_master_id, client_id FROM appointments_appointment;

INSERT INTO platform_platformevent (event_type, entity_type, entity_id, payload, created_at, actor_id)
SELECT 'appointment.status_changed', 'Appointment', id::text, '{"from_status": "NEW", "to_status": "IN_REVIEW"}', created_at + n * interval '1 hour', assigned_master_id
  FROM appointments_appointment, generate_series(1, 3) n;

INSERT INTO platform_notification (type, title, message, payload, is_read, created_at, user_id)
SELECT 'system', 'An order has moved', 'Order ' || id, '{}', n = 1, created_at + n * interval '1 hour', client_id
  FROM appointments_appointment, generate_series(1, 2) n;
