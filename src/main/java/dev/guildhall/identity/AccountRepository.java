package dev.guildhall.identity;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Role;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts. Every method is one statement. */
@Component
class AccountRepository {

    private static final String ADMIN = "(role = 'admin' OR is_superuser)";

    private static final String ANOTHER_SUPER_ADMIN = """
            EXISTS (SELECT FROM account o
                     WHERE o.id <> :id AND (o.is_superuser OR (o.role = 'admin' AND o.admin_role = 'super_admin')))""";

    /** "admins" in ASCII. */
    private static final long SUPER_ADMINS_LOCK = 0x61646d696e73L;

    private final DatabaseClient database;
    private final Clock clock;

    AccountRepository(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<WithPassword> findByUsername(String username) {
        return database.sql("""
                        SELECT id, role, is_superuser, admin_role, is_master_active, is_banned, password_hash
                          FROM account WHERE username = :username""")
                .bind("username", username)
                .map(row -> new WithPassword(account(row), row.get(6, String.class)))
                .one();
    }

    Mono<WithPassword> findWithPassword(long id) {
        return database.sql("""
                        SELECT id, role, is_superuser, admin_role, is_master_active, is_banned, password_hash
                          FROM account WHERE id = :id""")
                .bind("id", id)
                .map(row -> new WithPassword(account(row), row.get(6, String.class)))
                .one();
    }

    Mono<Account> findByTelegramId(long telegramId) {
        return database.sql("""
                        SELECT id, role, is_superuser, admin_role, is_master_active, is_banned
                          FROM account WHERE telegram_id = :telegram""")
                .bind("telegram", telegramId)
                .map(AccountRepository::account)
                .one();
    }

    Mono<Account> find(long id) {
        return database.sql("""
                        SELECT id, role, is_superuser, admin_role, is_master_active, is_banned
                          FROM account WHERE id = :id""").bind("id", id).map(AccountRepository::account).one();
    }

    /** Locks the accounts until the end of the transaction, in the order of their ids. */
    Flux<Account> lock(Long... ids) {
        return database.sql("""
                        SELECT id, role, is_superuser, admin_role, is_master_active, is_banned
                          FROM account WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE""")
                .bind("ids", ids)
                .map(AccountRepository::account)
                .all();
    }

    /** The version of an account, which is locked until the end of the transaction. */
    Mono<String> lockVersion(long id) {
        return database.sql("""
                        SELECT role, is_superuser, is_master_active, is_banned, ban_reason, banned_at,
                               CASE WHEN is_superuser THEN 'super_admin' WHEN role = 'admin' THEN admin_role END
                          FROM account WHERE id = :id FOR NO KEY UPDATE""")
                .bind("id", id)
                .map(row -> AccountService.version(
                        id,
                        row.get(0, String.class),
                        row.get(1, Boolean.class),
                        row.get(6, String.class),
                        row.get(2, Boolean.class),
                        row.get(3, Boolean.class),
                        row.get(4, String.class),
                        row.get(5, Instant.class)))
                .one();
    }

    Mono<Long> countAdmins() {
        return database.sql("SELECT count(*) FROM account WHERE " + ADMIN)
                .mapValue(Long.class)
                .one();
    }

    /**
     * The admin of the first-run set-up, unless there is an admin already. Fails with a duplicate key when the name is taken or another
     * set-up is faster.
     *
     * @return the account's id, or empty when there is an admin
     */
    Mono<Long> insertFirstAdmin(NewAdmin admin, String passwordHash) {
        return database.sql("""
                        WITH made AS (
                            INSERT INTO account (username, password_hash, first_name, last_name, role, is_staff, created_at, updated_at)
                            SELECT :username, :hash, :firstName, :lastName, 'admin', true, :now, :now
                             WHERE NOT EXISTS (SELECT 1 FROM account WHERE %s)
                            RETURNING id
                        )
                        INSERT INTO bootstrap (account_id, created_at) SELECT id, :now FROM made RETURNING account_id""".formatted(ADMIN))
                .bind("username", admin.username())
                .bind("hash", passwordHash)
                .bind("firstName", admin.firstName())
                .bind("lastName", admin.lastName())
                .bind("now", clock.instant())
                .mapValue(Long.class)
                .one();
    }

    /** Fails with a duplicate key when the name is taken. */
    Mono<Long> insertAdmin(NewAdmin admin, String passwordHash) {
        return database.sql("""
                        INSERT INTO account (username, password_hash, first_name, last_name, role, is_staff, created_at, updated_at)
                        VALUES (:username, :hash, :firstName, :lastName, 'admin', true, :now, :now)
                        RETURNING id""")
                .bind("username", admin.username())
                .bind("hash", passwordHash)
                .bind("firstName", admin.firstName())
                .bind("lastName", admin.lastName())
                .bind("now", clock.instant())
                .mapValue(Long.class)
                .one();
    }

    /** A client with blank statistics; empty when somebody has the name, or one that differs by upper and lower case only. */
    Mono<Long> insertClient(NewClient client, String passwordHash) {
        return database.sql("""
                        WITH made AS (
                            INSERT INTO account (username, password_hash, first_name, last_name, role, created_at, updated_at)
                            SELECT :username, :hash, :firstName, :lastName, 'client', :now, :now
                             WHERE NOT EXISTS (SELECT FROM account WHERE lower(username) = lower(:username))
                            ON CONFLICT DO NOTHING
                            RETURNING id
                        )
                        INSERT INTO client_stats (account_id) SELECT id FROM made RETURNING account_id""")
                .bind("username", client.username())
                .bind("hash", passwordHash)
                .bind("firstName", client.firstName())
                .bind("lastName", client.lastName())
                .bind("now", clock.instant())
                .mapValue(Long.class)
                .one();
    }

    /** A client with blank statistics; empty when the user name or the Telegram id is already there. */
    Mono<Long> insertTelegramClient(TelegramLogin login, String username) {
        return database.sql("""
                        WITH made AS (
                            INSERT INTO account (username, first_name, last_name, role, telegram_id, telegram_username,
                                                 telegram_photo_url, created_at, updated_at)
                            VALUES (:username, :firstName, :lastName, 'client', :telegram, :telegramUsername, :photo, :now, :now)
                            ON CONFLICT DO NOTHING
                            RETURNING id
                        )
                        INSERT INTO client_stats (account_id) SELECT id FROM made RETURNING account_id""")
                .bind("username", username)
                .bind("firstName", login.firstName())
                .bind("lastName", login.lastName())
                .bind("telegram", login.id())
                .bind("telegramUsername", login.username())
                .bind("photo", login.photoUrl())
                .bind("now", clock.instant())
                .mapValue(Long.class)
                .one();
    }

    /** Takes over what Telegram knows; what it does not know stays. Says whether that changes anything. */
    Mono<Boolean> updateTelegramProfile(long id, TelegramLogin login) {
        return database.sql("""
                        UPDATE account AS a
                           SET first_name = t.first_name, last_name = t.last_name, telegram_username = t.username,
                               telegram_photo_url = t.photo, updated_at = :now
                          FROM (SELECT id, coalesce(nullif(:firstName, ''), first_name) AS first_name,
                                       coalesce(nullif(:lastName, ''), last_name) AS last_name,
                                       coalesce(nullif(:telegramUsername, ''), telegram_username) AS username,
                                       coalesce(nullif(:photo, ''), telegram_photo_url) AS photo
                                  FROM account WHERE id = :id) t
                         WHERE a.id = t.id AND (a.first_name, a.last_name, a.telegram_username, a.telegram_photo_url)
                               IS DISTINCT FROM (t.first_name, t.last_name, t.username, t.photo)""")
                .bind("id", id)
                .bind("firstName", login.firstName())
                .bind("lastName", login.lastName())
                .bind("telegramUsername", login.username())
                .bind("photo", login.photoUrl())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Replaces a hash, unless somebody has set another one meanwhile; says whether it did. */
    Mono<Boolean> replaceHash(long id, String outdated, String hash) {
        return database.sql("UPDATE account SET password_hash = :hash WHERE id = :id AND password_hash = :outdated")
                .bind("id", id)
                .bind("hash", hash)
                .bind("outdated", outdated)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> ban(long id, String reason) {
        return database.sql("""
                        UPDATE account SET is_banned = true, ban_reason = :reason, banned_at = :now, updated_at = :now
                         WHERE id = :id""")
                .bind("id", id)
                .bind("reason", reason)
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> unban(long id) {
        return database.sql("""
                        UPDATE account SET is_banned = false, ban_reason = '', banned_at = NULL, updated_at = :now
                         WHERE id = :id""").bind("id", id).bind("now", clock.instant()).then();
    }

    /**
     * Sets the role with everything that hangs on it: sub-role, staff, ban, and the statistics of a client.
     *
     * @return whether somebody who may do everything is left; if not, nothing has changed
     */
    Mono<Boolean> changeRole(long id, Role role, AdminRole adminRole, boolean activeMaster) {
        return database.sql("""
                        WITH changed AS (
                            UPDATE account
                               SET role = :role,
                                   admin_role = :adminRole,
                                   is_staff = CASE WHEN is_superuser THEN is_staff ELSE :role = 'admin' END,
                                   is_master_active = :active,
                                   is_banned = is_banned AND :role = 'client',
                                   ban_reason = CASE WHEN :role = 'client' THEN ban_reason ELSE '' END,
                                   banned_at = CASE WHEN :role = 'client' THEN banned_at END,
                                   updated_at = :now
                             WHERE id = :id AND (is_superuser OR (:role = 'admin' AND :adminRole = 'super_admin') OR %s)
                            RETURNING id
                        ), stats AS (
                            INSERT INTO client_stats (account_id) SELECT id FROM changed WHERE :role = 'client'
                            ON CONFLICT (account_id) DO NOTHING
                        )
                        SELECT EXISTS (SELECT FROM changed)""".formatted(ANOTHER_SUPER_ADMIN))
                .bind("id", id)
                .bind("role", role.word())
                .bind("adminRole", adminRole.word())
                .bind("active", activeMaster)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }

    /** @return whether somebody who may do everything is left; if not, nothing has changed */
    Mono<Boolean> changeAdminRole(long id, AdminRole adminRole) {
        return database.sql("""
                        UPDATE account SET admin_role = :adminRole, updated_at = :now
                         WHERE id = :id AND (:adminRole = 'super_admin' OR %s)""".formatted(ANOTHER_SUPER_ADMIN))
                .bind("id", id)
                .bind("adminRole", adminRole.word())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /**
     * Lets nobody else take super admins away until the transaction ends: two who take away the last two would not see each other.
     * After this, the next statement sees what others have done. Those who hold it wait for no row, so nobody waits in a circle.
     */
    Mono<Void> lockSuperAdmins() {
        return database.sql("SELECT pg_advisory_xact_lock(" + SUPER_ADMINS_LOCK + ")")
                .then();
    }

    Mono<Boolean> isLastSuperAdmin(long id) {
        return database.sql("""
                        SELECT EXISTS (SELECT FROM account WHERE id = :id AND (is_superuser OR (role = 'admin' AND admin_role = 'super_admin')))
                               AND NOT %s""".formatted(ANOTHER_SUPER_ADMIN))
                .bind("id", id)
                .mapValue(Boolean.class)
                .one();
    }

    /** @return whether they could take orders before; empty when there is no such master */
    Mono<Boolean> setActive(long masterId, boolean active) {
        return database.sql("""
                        UPDATE account a SET is_master_active = :active, updated_at = :now
                          FROM (SELECT id, is_master_active FROM account WHERE id = :id AND role = 'master' FOR NO KEY UPDATE) old
                         WHERE a.id = old.id
                        RETURNING old.is_master_active""")
                .bind("id", masterId)
                .bind("active", active)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }

    private static Account account(Readable row) {
        return new Account(
                row.get(0, Long.class),
                Role.of(row.get(1, String.class)),
                row.get(2, Boolean.class),
                AdminRole.of(row.get(3, String.class)),
                row.get(4, Boolean.class),
                row.get(5, Boolean.class));
    }

    /** An account with its stored password hash, which is empty when there is no password. */
    record WithPassword(Account account, String passwordHash) {

        /** Stands for a name nobody has; no password is theirs. */
        static final WithPassword NOBODY =
                new WithPassword(new Account(0, Role.CLIENT, false, AdminRole.SUPER_ADMIN, false, false), "");
    }
}
