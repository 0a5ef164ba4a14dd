-- A shop in the database of the original service, with rows that should not be there: for those, what kept them out is taken away.

ALTER TABLE appointments_appointment DROP CONSTRAINT appointments_appointment_client_id_fkey;
ALTER TABLE appointments_appointment ALTER COLUMN brand TYPE text;
ALTER TABLE appointments_appointmentevent DROP CONSTRAINT appointments_appointmentevent_appointment_id_fkey;
ALTER TABLE chat_message DROP CONSTRAINT chat_message_appointment_id_fkey;
ALTER TABLE chat_message DROP CONSTRAINT chat_message_sender_id_fkey;
ALTER TABLE reviews_review DROP CONSTRAINT reviews_review_appointment_id_review_type_key;
ALTER TABLE accounts_user ALTER COLUMN role DROP NOT NULL;
-- A column that only theirs has.
ALTER TABLE accounts_user ADD COLUMN favourite_colour text NOT NULL DEFAULT 'red';

INSERT INTO accounts_user (id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined,
       created_at, updated_at, role, telegram_id, telegram_username, telegram_photo_url, is_master_active, is_banned, ban_reason, banned_at)
VALUES
    (1, 'pbkdf2_sha256$1200$salttest$l/F79ZfJsfIySY8hmQZL07ms6tEY74yzaTQpWWkaMCg=', NULL, true, 'test-admin', '', '', 'a@example.org', true, true,
     '2024-01-01Z', '2024-01-01 10:00Z', '2024-01-01 10:00Z', 'admin', NULL, '', '', false, false, '', NULL),
    (2, 'pbkdf2_sha256$1200$saltolga$eWrWErKjMt7zPJADBwOo5pB1mEIh40ApHdloixjcFdY=', '2026-01-05 08:00Z', false, 'olga', 'Ольга', 'Петрова', '', false, true,
     '2024-01-02Z', '2024-01-02 10:00Z', '2024-01-02 10:00Z', 'master', 900002, 'olga_fixes', 'https://t.me/i/olga.jpg', true, false, '', NULL),
    (3, 'pbkdf2_sha256$1200$saltivan$rfKXF3q2mmx/aSrxkiMTdopyDwxSyEl7JAnOjeHZxdc=', NULL, false, 'ivan', 'Иван', '', '', false, true,
     '2024-01-03Z', '2024-01-03 10:00:00.123456Z', '2024-01-03 10:00Z', 'client', 900003, 'ivan', '', false, false, '', NULL),
    (4, '!unusable', NULL, false, 'tg_900004', 'Vera', '', '', false, true,
     '2025-12-01Z', '2025-12-01 10:00Z', '2025-12-01 10:00Z', 'client', 900004, 'vera', '', false, false, '', NULL),
    (5, '!unusable', NULL, false, 'boris', 'Boris', '', '', false, true,
     '2025-12-02Z', '2025-12-02 10:00Z', '2025-12-02 10:00Z', 'client', 900005, '', '', false, true, 'Paid with a forged proof', '2025-12-24 12:00Z'),
    (6, 'pbkdf2_sha256$1200$saltgone$M/QLl2VL9FXWqWdU2ZERyedGVuyAZ/EGEOzq2igZZmQ=', NULL, false, 'left', '', '', '', false, false,
     '2025-12-03Z', '2025-12-03 10:00Z', '2025-12-03 10:00Z', 'client', 900006, '', '', false, false, '', NULL),
    (7, '!unusable', NULL, true, 'root', '', '', '', true, true,
     '2023-12-01Z', '2023-12-01 10:00Z', '2023-12-01 10:00Z', 'client', NULL, '', '', false, false, '', NULL),
    (8, '!unusable', NULL, false, 'manager', '', '', '', false, true,
     '2025-12-04Z', '2025-12-04 10:00Z', '2025-12-04 10:00Z', 'manager', NULL, '', '', false, false, '', NULL),
    (9, '!unusable', NULL, false, 'max', 'Max', '', '', false, true,
     '2025-12-05Z', '2025-12-05 10:00Z', '2025-12-05 10:00Z', 'master', 900009, '', '', false, false, '', NULL),
    (10, '!unusable', NULL, false, 'nobody', '', '', '', false, true,
     '2025-12-06Z', '2025-12-06 10:00Z', '2025-12-06 10:00Z', NULL, NULL, '', '', false, false, '', NULL);

INSERT INTO accounts_sitesettings (id, created_at, updated_at, singleton_key, bank_requisites, crypto_requisites, instructions) VALUES
    (4, now(), now(), 1, 'DE02 1203 0000', 'bc1q-xyz', 'Name the order');

INSERT INTO accounts_clientstats (user_id, created_at, updated_at, completed_orders_count, cancelled_orders_count, average_rating,
       cancellation_rate, level, risk_score, risk_level, risk_updated_at) VALUES
    (3, now(), now(), 99, 0, 4, 0.5, 'reliable', 12, 'low', '2026-01-06Z'),
    (4, now(), now(), 0, 0, 0, 0, 'newbie', 50, 'high', NULL);
INSERT INTO accounts_masterstats (user_id, created_at, updated_at, avg_rating, completion_rate, avg_response_seconds, active_workload,
       cancellation_rate, master_score, score_updated_at) VALUES
    (2, now(), now(), 5, 1, 300, 0, 0, 3, '2026-01-06Z');

INSERT INTO appointments_appointment (id, created_at, updated_at, brand, model, lock_type, has_pc, description, photo_lock_screen, status,
       total_price, currency, payment_method, payment_proof, payment_marked_at, payment_confirmed_at, taken_at, started_at, completed_at,
       assigned_master_id, client_id, payment_confirmed_by_id, platform_tags)
VALUES
    (101, '2026-01-05 09:00Z', '2026-01-06 09:00Z', 'Samsung', 'A51', 'GOOGLE', true, 'Забыл пароль', 'appointments/photos/lock one.PNG', 'COMPLETED',
     4500, 'RUB', 'bank_transfer', 'payments/proof.pdf', '2026-01-05 10:00Z', '2026-01-05 10:30Z', '2026-01-05 09:05Z', '2026-01-05 11:00Z',
     '2026-01-06 09:00Z', 2, 3, 2, '["vip", "early"]'),
    (102, now() - interval '5 minutes', now(), 'Xiaomi', 'Mi 9', 'PIN', false, 'New one', '', 'NEW',
     NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 4, NULL, '[]'),
    (103, '2026-01-07 09:00Z', '2026-01-07 10:00Z', 'Apple', 'X', 'APPLE_ID', false, 'Cancelled', NULL, 'CANCELLED',
     NULL, 'RUB', '', NULL, NULL, NULL, '2026-01-07 09:30Z', NULL, NULL, 9, 3, NULL, '[]'),
    (104, '2026-01-08 09:00Z', '2026-01-08 10:00Z', 'Nokia', '3310', 'OTHER', true, 'Of the banned', 'appointments/photos/lost.png', 'AWAITING_PAYMENT',
     900, 'RUB', NULL, NULL, NULL, NULL, '2026-01-08 09:10Z', NULL, NULL, 2, 5, NULL, '[]'),
    (105, now() - interval '3 days', now() - interval '2 days', 'Honor', '8', 'PIN', true, 'Paid, and overdue', NULL, 'PAID',
     1500, 'RUB', 'crypto', '../outside.txt', now() - interval '49 hours', now() - interval '48 hours', now() - interval '71 hours', NULL, NULL,
     9, 3, 1, '[]'),
    (106, now(), now(), 'Orphan', 'O', 'PIN', true, 'Of nobody', NULL, 'NEW', NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 77, NULL, '[]'),
    (107, now(), now(), 'Old', 'O', 'PIN', true, 'In a status of old', NULL, 'ARCHIVED', NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, '[]'),
    (108, now(), now(), repeat('long ', 60), 'L', 'PIN', true, 'Too long', NULL, 'NEW', NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, '[]'),
    (109, now(), now(), 'Free', 'F', 'PIN', true, 'For nothing', NULL, 'NEW', 0, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, '[]'),
    (110, now(), now(), 'Tags', 'T', 'PIN', true, 'Tags that are none', NULL, 'NEW', NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, '{"vip": true}'),
    (111, now(), now(), 'Of a manager', 'T', 'PIN', true, 'Whose client is not taken', NULL, 'NEW', NULL, 'RUB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 8, NULL, '[]');

INSERT INTO appointments_appointmentevent (id, created_at, updated_at, event_type, from_status, to_status, note, metadata, actor_id, appointment_id)
VALUES
    (1001, '2026-01-05 09:05Z', now(), 'status_changed', 'NEW', 'IN_REVIEW', '', '{}', 2, 101),
    (1002, '2026-01-05 09:10Z', now(), 'price_set', '', '', '', '{"total_price": 4500}', 2, 101),
    (1003, '2026-01-05 09:10Z', now(), 'status_changed', 'IN_REVIEW', 'AWAITING_PAYMENT', '', '{}', 2, 101),
    (1004, '2026-01-05 09:50Z', now(), 'payment_proof_uploaded', '', '', '', '{}', 3, 101),
    (1005, '2026-01-05 10:00Z', now(), 'payment_marked', '', '', '', '{"payment_method": "bank_transfer"}', 3, 101),
    (1006, '2026-01-05 10:00Z', now(), 'status_changed', 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED', '', '{}', 3, 101),
    (1007, '2026-01-05 10:30Z', now(), 'payment_confirmed', '', '', '', '{}', 2, 101),
    (1008, '2026-01-05 10:30Z', now(), 'status_changed', 'PAYMENT_PROOF_UPLOADED', 'PAID', '', '{}', 2, 101),
    (1009, '2026-01-05 11:00Z', now(), 'status_changed', 'PAID', 'IN_PROGRESS', '', '{}', 2, 101),
    (1010, '2026-01-06 09:00Z', now(), 'status_changed', 'IN_PROGRESS', 'COMPLETED', 'Готово', '{}', 2, 101),
    (1011, '2026-01-07 09:30Z', now(), 'status_changed', 'NEW', 'IN_REVIEW', '', '{}', 9, 103),
    (1012, '2026-01-07 10:00Z', now(), 'status_changed', 'IN_REVIEW', 'CANCELLED', 'Rule', '{}', NULL, 103),
    (1013, now(), now(), 'status_changed', 'NEW', 'ARCHIVED', '', '{}', 1, 107),
    (1014, now(), now(), 'sneezed', '', '', '', '{}', 1, 101);

INSERT INTO chat_message (id, created_at, updated_at, text, file, is_deleted, deleted_at, appointment_id, sender_id, deleted_by_id) VALUES
    (5001, '2026-01-05 09:20Z', now(), 'Здравствуйте 👋', NULL, false, NULL, 101, 2, NULL),
    (5002, '2026-01-05 09:21Z', now(), '', 'chat/notes.txt', false, NULL, 101, 3, NULL),
    (5003, '2026-01-05 09:22Z', '2026-01-05 09:23Z', 'Oops', 'chat/oops.txt', true, NULL, 101, 2, 2),
    (5004, '2026-01-05 09:24Z', now(), 'Are you there?', '', false, NULL, 101, 2, NULL),
    (5005, now(), now(), 'I could take it', NULL, false, NULL, 102, 2, NULL),
    (5006, now(), now(), 'To an order nobody has', NULL, false, NULL, 999, 3, NULL),
    (5007, now(), now(), 'By somebody unknown', NULL, false, NULL, 101, 888, NULL),
    (5008, now(), now(), 'About an order that is not taken', NULL, false, NULL, 107, 3, NULL);

INSERT INTO chat_readstate (id, created_at, updated_at, last_read_message_id, appointment_id, user_id) VALUES
    (1, now(), now(), 5001, 101, 3), (2, now(), now(), 5002, 101, 2);

INSERT INTO reviews_behaviorflag (id, created_at, updated_at, code, label, is_active) VALUES
    (1, now(), now(), 'good_connection', 'Хорошая связь', true),
    (2, now(), now(), 'late_to_session', 'Опоздал', true),
    (3, now(), now(), 'talks_a_lot', 'Много говорит', true);
INSERT INTO reviews_review (id, created_at, updated_at, review_type, rating, comment, appointment_id, author_id, target_id) VALUES
    (301, '2026-01-06 10:00Z', now(), 'master_review', 5, 'Спасибо!', 101, 3, 2),
    (302, '2026-01-06 11:00Z', now(), 'client_review', 4, '', 101, 2, 3),
    (303, '2026-01-06 12:00Z', now(), 'client_review', 1, 'Once more', 101, 2, 3),
    (304, '2026-01-06 12:00Z', now(), 'master_review', 9, 'Nine of five', 103, 3, 9);
INSERT INTO reviews_review_behavior_flags (review_id, behaviorflag_id) VALUES (302, 2), (302, 3);

INSERT INTO platform_platformevent (id, event_type, entity_type, entity_id, payload, created_at, actor_id) VALUES
    (7001, 'appointment.created', 'Appointment', '101', '{"appointment_id": 101, "exact": 0.10}', '2026-01-05 09:00Z', 3),
    (7002, 'message.sent', 'Message', '5001', '{"text": "x"}', '2026-01-05 09:20Z', 2),
    (7003, 'odd.event', 'Thing', '1', '{}', '2026-01-05 09:20Z', NULL),
    (7004, 'odd.event', 'Message', 'no-number', '{}', '2026-01-05 09:20Z', NULL);

INSERT INTO platform_rule (id, name, is_active, trigger_event_type, condition_json, action_json, created_at, updated_at) VALUES
    (1, 'Tell the admins', true, 'appointment.created', '{}', '{"type": "create_notification", "target": "admins", "title": "New order"}', '2025-01-01Z', '2025-01-01Z'),
    (2, 'Of another language', true, 'message.sent', '{"field": "event.payload.text", "op": "resembles", "value": "x"}', '{"type": "sing"}', '2025-01-01Z', '2025-01-01Z');

INSERT INTO platform_featureflag (id, name, is_enabled, rollout_percentage, scope, conditions, created_at, updated_at) VALUES
    (1, 'dark_mode', true, 50, 'per_user', '{"x": 1}', '2025-01-01Z', '2025-01-01Z'),
    (2, 'sideways', true, 50, 'sideways', '{}', '2025-01-01Z', '2025-01-01Z');
INSERT INTO platform_featureflag_users (id, featureflag_id, user_id) VALUES (1, 1, 3), (2, 1, 4), (3, 2, 3);

INSERT INTO platform_notification (id, type, title, message, payload, is_read, created_at, read_at, user_id) VALUES
    (801, 'system', 'Welcome', 'Hello', '{"a": 1}', false, '2026-01-03Z', NULL, 3),
    (802, 'payment', 'Paid', '', '{}', true, '2026-01-04Z', NULL, 3);

INSERT INTO platform_dailymetrics (id, date, gmv_total, new_users, new_appointments, paid_appointments, completed_appointments,
       avg_time_to_first_response, avg_time_to_complete, conversion_new_to_paid, created_at, updated_at) VALUES
    (1, '2026-01-05', 4500, 0, 1, 1, 0, 300, 0, 1, now(), now()),
    (2, '2023-11-30', 77, 7, 0, 0, 0, 0, 0, 0, now(), now());

SELECT setval('accounts_user_id_seq', 1000), setval('appointments_appointment_id_seq', 1000), setval('chat_message_id_seq', 9000);
