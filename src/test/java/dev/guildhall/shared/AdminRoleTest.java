package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdminRoleTest {

    @Test
    void aSuperAdminMayDoEverything() {
        assertThat(AdminRole.SUPER_ADMIN.permissions()).containsExactly(Permission.values());
    }

    @Test
    void permissionsHaveDifferentWords() {
        assertThat(Arrays.stream(Permission.values()).map(Permission::word))
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("[a-z]+[.][a-z_]+"));
        assertThat(Permission.find("rules.write")).contains(Permission.RULES_WRITE);
        assertThat(Permission.find("rules.burn")).isEmpty();
    }

    /** What one may change one may see: the answer to a change shows the thing. */
    @ParameterizedTest
    @EnumSource
    void whoMayChangeAThingMaySeeIt(AdminRole role) {
        for (var permission : role.permissions()) {
            var thing = permission.word().substring(0, permission.word().indexOf('.'));
            Permission.find(thing + ".read").ifPresent(read -> assertThat(role.may(read))
                    .as("%s has %s", role, permission)
                    .isTrue());
        }
        assertThat(!role.may(Permission.CHAT_READ) || role.may(Permission.APPOINTMENTS_READ))
                .isTrue();
        assertThat(!role.may(Permission.PAYMENTS_CONFIRM) || role.may(Permission.APPOINTMENTS_READ))
                .isTrue();
    }

    /** The rows behind a figure name people and orders. */
    @ParameterizedTest
    @EnumSource
    void whoeverSeesFiguresMaySeeWhatTheyAreMadeOf(AdminRole role) {
        assertThat(!role.may(Permission.METRICS_READ)
                        || role.may(Permission.USERS_READ) && role.may(Permission.APPOINTMENTS_READ))
                .isTrue();
    }

    @Test
    void onlyASuperAdminCoversASuperAdmin() {
        for (var role : AdminRole.values()) {
            assertThat(AdminRole.SUPER_ADMIN.covers(role)).isTrue();
            assertThat(role.covers(AdminRole.SUPER_ADMIN)).isEqualTo(role == AdminRole.SUPER_ADMIN);
        }
    }
}
