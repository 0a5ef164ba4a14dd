-- 5,000 orders of 200 clients and 50,000 messages; :client and :master are the people whose requests are measured.
INSERT INTO account (username, role, first_name)
SELECT 'bench_' || n, 'client', 'Bench' FROM generate_series(1, 200) n;
INSERT INTO client_stats (account_id) SELECT id FROM account WHERE username LIKE 'bench\_%';

INSERT INTO appointment (client_id, master_id, brand, model, lock_type, has_pc, description, status, total_price, taken_at, started_at,
                         completed_at, created_at, updated_at)
SELECT CASE WHEN n <= 25 THEN :client ELSE (SELECT min(id) FROM account WHERE username LIKE 'bench\_%') + n % 200 END,
       CASE WHEN n % 10 = 0 THEN NULL ELSE :master END,
       'Samsung', 'Galaxy A' || n % 70, 'PIN', n % 2 = 0, repeat('The phone asks for a code. ', 8),
       CASE WHEN n % 10 = 0 THEN 'NEW' WHEN n % 10 = 1 THEN 'IN_PROGRESS' WHEN n % 10 = 2 THEN 'CANCELLED' ELSE 'COMPLETED' END,
       CASE WHEN n % 10 = 0 THEN NULL ELSE 1000 + n END,
       CASE WHEN n % 10 = 0 THEN NULL ELSE now() - make_interval(mins => 5100 - n) END,
       CASE WHEN n % 10 = 0 THEN NULL ELSE now() - make_interval(mins => 5090 - n) END,
       CASE WHEN n % 10 > 2 THEN now() - make_interval(mins => 5080 - n) END,
       now() - make_interval(mins => 5110 - n), now() - make_interval(mins => 5080 - n)
  FROM generate_series(1, 5000) n;

INSERT INTO message (appointment_id, sender_id, text, created_at)
SELECT o.id, CASE WHEN m % 2 = 0 THEN o.client_id ELSE :master END, 'Message number ' || m || ' of this order', o.created_at + make_interval(secs => m)
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM appointment WHERE brand = 'Samsung') o
  JOIN LATERAL generate_series(1, CASE WHEN o.place <= 25 THEN 50 ELSE 10 END) m ON true
 LIMIT 50000;
ANALYZE;
