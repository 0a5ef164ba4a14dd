package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.database.Transactions;
import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Role;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OwnDatabase;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import reactor.core.publisher.Mono;

/** On a database of its own, where nobody else may do everything. */
@GuildhallTest
@ContextConfiguration(initializers = OwnDatabase.class)
class LastSuperAdminTest {

    private static final int ROUNDS = 20;

    @Autowired
    private AccountRepository accounts;

    @Autowired
    private Transactions transactions;

    @Autowired
    private DatabaseClient database;

    @BeforeEach
    void startEmpty() {
        database.sql("TRUNCATE account CASCADE").then().block();
    }

    @Test
    void theLastOneStays() {
        var last = admin("last", "super_admin");
        admin("other", "operations");

        assertThat(demote(last)).isFalse();
        assertThat(unmake(last)).isFalse();
        assertThat(adminRole(last)).isEqualTo("super_admin");

        admin("another", "super_admin");
        assertThat(demote(last)).isTrue();
    }

    @Test
    void aSuperuserCountsAsOne() {
        var admin = admin("admin", "super_admin");
        database.sql("INSERT INTO account (username, role, is_superuser) VALUES ('root', 'client', true)")
                .then()
                .block();

        assertThat(unmake(admin)).isTrue();
    }

    @Test
    void ofTwoTakenAwayAtOnceOneStays() {
        var one = admin("one", "super_admin");
        var two = admin("two", "super_admin");
        for (int round = 0; round < ROUNDS; round++) {
            database.sql("UPDATE account SET role = 'admin', admin_role = 'super_admin'")
                    .then()
                    .block();
            List<Callable<Boolean>> both = List.of(() -> demote(one), () -> unmake(two));

            assertThat(Together.all(both)).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean demote(long id) {
        return run(id, accounts.changeAdminRole(id, AdminRole.SUPPORT));
    }

    private boolean unmake(long id) {
        return run(id, accounts.changeRole(id, Role.CLIENT, AdminRole.SUPER_ADMIN, false));
    }

    private boolean run(long id, Mono<Boolean> change) {
        return Objects.requireNonNull(transactions
                .run(accounts.lock(id).then(accounts.lockSuperAdmins()).then(Mono.defer(() -> change)))
                .block());
    }

    private long admin(String name, String adminRole) {
        return Objects.requireNonNull(database.sql(
                        "INSERT INTO account (username, role, admin_role) VALUES (:name, 'admin', :adminRole) RETURNING id")
                .bind("name", name)
                .bind("adminRole", adminRole)
                .mapValue(Long.class)
                .one()
                .block());
    }

    private String adminRole(long id) {
        return Objects.requireNonNull(database.sql("SELECT admin_role FROM account WHERE id = :id")
                .bind("id", id)
                .mapValue(String.class)
                .one()
                .block());
    }
}
