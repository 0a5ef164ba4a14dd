package dev.guildhall.admin;

import dev.guildhall.shared.Caller;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The numbers of the dashboards: one statement each. */
@Repository
public class DashboardQueries {

    private static final String UNREAD = """
            (SELECT count(*) FROM appointment o
               JOIN message x ON x.appointment_id = o.id AND x.deleted_at IS NULL AND x.sender_id <> $1
               LEFT JOIN read_state r ON r.appointment_id = o.id AND r.account_id = $1
              WHERE x.id > coalesce(r.last_read_message_id, 0) AND\s""";

    private static final String ACTIVE =
            "('NEW', 'IN_REVIEW', 'AWAITING_PAYMENT', 'PAYMENT_PROOF_UPLOADED', 'PAID', 'IN_PROGRESS')";

    private static final String CLIENT = "SELECT count(*), count(*) FILTER (WHERE status IN " + ACTIVE + "),"
            + " count(*) FILTER (WHERE status = 'AWAITING_PAYMENT'), count(*) FILTER (WHERE status = 'COMPLETED'),"
            + " count(*) FILTER (WHERE status = 'DECLINED_BY_MASTER'), " + UNREAD + "o.client_id = $1)"
            + " FROM appointment WHERE client_id = $1";

    private static final String MASTER =
            "SELECT (SELECT count(*) FROM appointment WHERE status = 'NEW' AND master_id IS NULL),"
                    + " count(*) FILTER (WHERE status IN " + ACTIVE
                    + "), count(*) FILTER (WHERE status = 'AWAITING_PAYMENT'),"
                    + " count(*) FILTER (WHERE status = 'PAYMENT_PROOF_UPLOADED'), count(*) FILTER (WHERE status = 'IN_PROGRESS'),"
                    + " count(*) FILTER (WHERE status = 'COMPLETED'), " + UNREAD + "o.master_id = $1 AND o.status IN "
                    + ACTIVE + "),"
                    + " (SELECT master_score FROM master_stats WHERE account_id = $1 AND score_updated_at IS NOT NULL)"
                    + " FROM appointment WHERE master_id = $1";

    private static final String SHOP = """
            SELECT u.total, u.clients, u.masters, u.admins, o.total, o.fresh, o.active, o.waiting, o.completed
              FROM (SELECT count(*) AS total,
                           count(*) FILTER (WHERE role = 'client' AND NOT is_superuser) AS clients,
                           count(*) FILTER (WHERE role = 'master' AND NOT is_superuser) AS masters,
                           count(*) FILTER (WHERE role = 'admin' OR is_superuser) AS admins FROM account) u,
                   (SELECT count(*) AS total, count(*) FILTER (WHERE status = 'NEW') AS fresh,
                           count(*) FILTER (WHERE status NOT IN ('COMPLETED', 'DECLINED_BY_MASTER', 'CANCELLED')) AS active,
                           count(*) FILTER (WHERE status = 'PAYMENT_PROOF_UPLOADED') AS waiting,
                           count(*) FILTER (WHERE status = 'COMPLETED') AS completed FROM appointment) o""";

    private final DatabaseClient database;

    DashboardQueries(DatabaseClient database) {
        this.database = database;
    }

    public Mono<ClientCounts> client(Caller client) {
        return database.sql(CLIENT)
                .bind(0, client.id())
                .map(row -> new ClientCounts(
                        count(row, 0), count(row, 1), count(row, 2), count(row, 3), count(row, 4), count(row, 5)))
                .one();
    }

    /** The score is null when it was never computed. */
    public Mono<MasterCounts> master(Caller master) {
        return database.sql(MASTER)
                .bind(0, master.id())
                .map(row -> new MasterCounts(
                        count(row, 0),
                        count(row, 1),
                        count(row, 2),
                        count(row, 3),
                        count(row, 4),
                        count(row, 5),
                        count(row, 6),
                        row.get(7, Integer.class)))
                .one();
    }

    public Mono<ShopCounts> shop() {
        return database.sql(SHOP)
                .map(row -> new ShopCounts(
                        count(row, 0),
                        count(row, 1),
                        count(row, 2),
                        count(row, 3),
                        count(row, 4),
                        count(row, 5),
                        count(row, 6),
                        count(row, 7),
                        count(row, 8)))
                .one();
    }

    private static long count(Readable row, int index) {
        return row.get(index, Long.class);
    }

    /** A client's own orders. */
    public record ClientCounts(
            long appointmentsTotal,
            long appointmentsActive,
            long awaitingPayment,
            long completed,
            long declined,
            long unreadTotal) {}

    /** A master's own orders, and what is up for grabs. */
    public record MasterCounts(
            long newAvailable,
            long activeTotal,
            long awaitingClientPayment,
            long awaitingPaymentConfirmation,
            long inProgress,
            long completedTotal,
            long unreadTotal,
            @Nullable Integer masterScore) {

        public MasterCounts withScore(int score) {
            return new MasterCounts(
                    newAvailable,
                    activeTotal,
                    awaitingClientPayment,
                    awaitingPaymentConfirmation,
                    inProgress,
                    completedTotal,
                    unreadTotal,
                    score);
        }
    }

    /** The whole shop; superusers count as admins, whatever their role. */
    public record ShopCounts(
            long usersTotal,
            long clientsTotal,
            long mastersTotal,
            long adminsTotal,
            long appointmentsTotal,
            long appointmentsNew,
            long appointmentsActive,
            long paymentsWaitingConfirmation,
            long appointmentsCompleted) {}
}
