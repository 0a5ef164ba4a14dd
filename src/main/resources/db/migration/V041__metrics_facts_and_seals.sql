-- What the figures of a day count, in one place; which days are finished, and what has changed about them since.

ALTER TABLE daily_metrics
    ADD COLUMN responded_appointments integer NOT NULL DEFAULT 0,
    ADD COLUMN timed_completions      integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN daily_metrics.responded_appointments IS 'Orders filed that day and taken: what avg_time_to_first_response is the mean of.';
COMMENT ON COLUMN daily_metrics.timed_completions IS 'Orders completed that day and started: what avg_time_to_complete is the mean of.';

CREATE VIEW metrics_fact (metric, moment, value, weight, appointment_id, account_id) AS
    SELECT 'new_users', created_at, 1::numeric, NULL::integer, NULL::bigint, id
      FROM account
    UNION ALL
    SELECT 'new_appointments', created_at, 1, NULL, id, client_id
      FROM appointment
    UNION ALL
    SELECT 'avg_time_to_first_response', created_at, greatest(extract(epoch FROM taken_at - created_at), 0), 1, id, client_id
      FROM appointment WHERE taken_at IS NOT NULL
    UNION ALL
    SELECT 'gmv_total', payment_confirmed_at, total_price, NULL, id, client_id
      FROM appointment WHERE total_price IS NOT NULL AND status IN ('PAID', 'IN_PROGRESS', 'COMPLETED')
    UNION ALL
    SELECT 'paid_appointments', payment_confirmed_at, 1, NULL, id, client_id
      FROM appointment
    UNION ALL
    SELECT 'completed_appointments', completed_at, 1, NULL, id, client_id
      FROM appointment
    UNION ALL
    SELECT 'avg_time_to_complete', completed_at, extract(epoch FROM completed_at - started_at), 1, id, client_id
      FROM appointment WHERE started_at IS NOT NULL
    UNION ALL
    SELECT 'conversion_new_to_paid', created_at, 0, 1, id, client_id
      FROM appointment
    UNION ALL
    SELECT 'conversion_new_to_paid', payment_confirmed_at, 1, 0, id, client_id
      FROM appointment;
COMMENT ON VIEW metrics_fact IS 'What each figure of a day counts: days are computed from it, and shown row by row. A figure is the sum of the values, or where there are weights the sum of the values by the sum of the weights.';
COMMENT ON COLUMN metrics_fact.metric IS 'The column of daily_metrics.';
COMMENT ON COLUMN metrics_fact.moment IS 'When it happened: the day it counts for.';
COMMENT ON COLUMN metrics_fact.value IS 'What it adds: 1, a price, or seconds.';
COMMENT ON COLUMN metrics_fact.weight IS 'What it adds to the divisor; null in sums.';
COMMENT ON COLUMN metrics_fact.appointment_id IS 'The order; null when a person is counted.';
COMMENT ON COLUMN metrics_fact.account_id IS 'The person, or the client of the order.';

CREATE VIEW metrics_funnel (appointment_id, account_id, moment, reached, is_lost) AS
    SELECT id, client_id, created_at,
           CASE WHEN completed_at IS NOT NULL THEN 6
                WHEN started_at IS NOT NULL THEN 5
                WHEN payment_confirmed_at IS NOT NULL THEN 4
                WHEN payment_marked_at IS NOT NULL THEN 3
                WHEN total_price IS NOT NULL THEN 2
                WHEN taken_at IS NOT NULL THEN 1
                ELSE 0 END,
           status IN ('DECLINED_BY_MASTER', 'CANCELLED')
      FROM appointment;
COMMENT ON VIEW metrics_funnel IS 'How far each order has come.';
COMMENT ON COLUMN metrics_funnel.appointment_id IS 'The order.';
COMMENT ON COLUMN metrics_funnel.account_id IS 'Its client.';
COMMENT ON COLUMN metrics_funnel.moment IS 'When it was filed.';
COMMENT ON COLUMN metrics_funnel.reached IS 'The farthest step it has reached: 0 filed, 1 taken, 2 priced, 3 marked as paid, 4 paid, 5 started, 6 completed. Who reached a step counts as having reached those before.';
COMMENT ON COLUMN metrics_funnel.is_lost IS 'Whether it was declined or cancelled.';

CREATE TABLE metrics_seal (
    id              smallint PRIMARY KEY DEFAULT 1,
    sealed_until    date,
    time_zone       varchar(60) NOT NULL DEFAULT '',
    CONSTRAINT metrics_seal_single_row_check CHECK (id = 1)
);
INSERT INTO metrics_seal DEFAULT VALUES;
COMMENT ON TABLE metrics_seal IS 'How far the days have been computed: a single row, locked by the node that computes.';
COMMENT ON COLUMN metrics_seal.id IS 'Always 1.';
COMMENT ON COLUMN metrics_seal.sealed_until IS 'The latest day that was computed after its end; null before the first.';
COMMENT ON COLUMN metrics_seal.time_zone IS 'Whose days they are. With another TIME_ZONE all are computed anew.';

CREATE TABLE metrics_change (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    moment          timestamptz NOT NULL
);
CREATE INDEX metrics_change_moment_idx ON metrics_change (moment);
COMMENT ON TABLE metrics_change IS 'Moments about which a figure has changed, written by triggers: their days are computed anew when they are over. Rows rather than marks on days, so that nobody waits for anybody.';
COMMENT ON COLUMN metrics_change.id IS 'Identifier; not in commit order.';
COMMENT ON COLUMN metrics_change.moment IS 'A moment of the day that has to be computed.';

CREATE FUNCTION note_appointment_for_metrics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO metrics_change (moment)
    SELECT DISTINCT noted.moment
      FROM (SELECT unnest(ARRAY[OLD.created_at, NEW.created_at])
             WHERE (OLD.created_at, OLD.taken_at) IS DISTINCT FROM (NEW.created_at, NEW.taken_at)
            UNION ALL
            SELECT unnest(ARRAY[OLD.payment_confirmed_at, NEW.payment_confirmed_at])
             WHERE (OLD.payment_confirmed_at, OLD.total_price, OLD.status)
                   IS DISTINCT FROM (NEW.payment_confirmed_at, NEW.total_price, NEW.status)
            UNION ALL
            SELECT unnest(ARRAY[OLD.completed_at, NEW.completed_at])
             WHERE (OLD.completed_at, OLD.started_at) IS DISTINCT FROM (NEW.completed_at, NEW.started_at)) AS noted (moment)
     WHERE noted.moment IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER metrics_of_new_appointment AFTER INSERT OR DELETE ON appointment
    FOR EACH ROW EXECUTE FUNCTION note_appointment_for_metrics();
CREATE TRIGGER metrics_of_appointment AFTER UPDATE ON appointment
    FOR EACH ROW WHEN ((OLD.created_at, OLD.taken_at, OLD.payment_confirmed_at, OLD.total_price, OLD.status, OLD.started_at, OLD.completed_at)
        IS DISTINCT FROM (NEW.created_at, NEW.taken_at, NEW.payment_confirmed_at, NEW.total_price, NEW.status, NEW.started_at, NEW.completed_at))
    EXECUTE FUNCTION note_appointment_for_metrics();

CREATE FUNCTION note_account_for_metrics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO metrics_change (moment)
    SELECT DISTINCT noted.moment FROM unnest(ARRAY[OLD.created_at, NEW.created_at]) AS noted (moment) WHERE noted.moment IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER metrics_of_new_account AFTER INSERT OR DELETE ON account
    FOR EACH ROW EXECUTE FUNCTION note_account_for_metrics();
CREATE TRIGGER metrics_of_account AFTER UPDATE OF created_at ON account
    FOR EACH ROW WHEN (OLD.created_at IS DISTINCT FROM NEW.created_at)
    EXECUTE FUNCTION note_account_for_metrics();
