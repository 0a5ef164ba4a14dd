package dev.guildhall.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.flag.FeatureFlag.Reason;
import dev.guildhall.shared.Role;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FeatureFlagTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static FeatureFlag flag(FlagScope scope, int percentage, String conditions, Long... users) {
        var now = Instant.parse("2026-03-01T10:00:00Z");
        return new FeatureFlag(1, "beta", true, percentage, scope, JSON.readTree(conditions), List.of(users), now, now);
    }

    /** Made with: printf '%s' KEY | sha256sum | cut -c1-8, as a number, modulo 100. */
    @ParameterizedTest
    @CsvSource({
        "beta:1, 26",
        "beta:2, 89",
        "beta:3, 69",
        "beta:42, 78",
        "beta:1000000, 84",
        "beta:client, 59",
        "beta:master, 97",
        "beta:admin, 46",
        "новый интерфейс:7, 53"
    })
    void bucketsAreThoseOfTheOriginal(String key, int bucket) {
        assertThat(FeatureFlag.bucket(key)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({"GLOBAL", "PER_USER", "PER_ROLE"})
    void isOffForEverybodyWhenDisabled(FlagScope scope) {
        var enabled = flag(scope, 100, "{}", 2L);
        var disabled = new FeatureFlag(
                1,
                enabled.name(),
                false,
                100,
                scope,
                enabled.conditions(),
                enabled.users(),
                enabled.createdAt(),
                enabled.updatedAt());

        assertThat(enabled.isOnFor(2L, Role.CLIENT)).isTrue();
        assertThat(disabled.isOnFor(2L, Role.CLIENT)).isFalse();
    }

    @Test
    void reachesAPersonOnceTheShareIsAboveTheirBucket() {
        var bucket = FeatureFlag.bucket("beta:42");

        assertThat(flag(FlagScope.GLOBAL, bucket, "{}").isOnFor(42L, null)).isFalse();
        assertThat(flag(FlagScope.GLOBAL, bucket + 1, "{}").isOnFor(42L, null)).isTrue();
        assertThat(flag(FlagScope.PER_USER, bucket, "{}").isOnFor(42L, null)).isFalse();
        assertThat(flag(FlagScope.PER_USER, bucket + 1, "{}").isOnFor(42L, null))
                .isTrue();
    }

    @Test
    void reachesARoleOnceTheShareIsAboveItsBucket() {
        var bucket = FeatureFlag.bucket("beta:client");

        assertThat(flag(FlagScope.PER_ROLE, bucket, "{}").isOnFor(42L, Role.CLIENT))
                .isFalse();
        assertThat(flag(FlagScope.PER_ROLE, bucket + 1, "{}").isOnFor(42L, Role.CLIENT))
                .isTrue();
        assertThat(flag(FlagScope.PER_ROLE, 100, "{}").isOnFor(42L, null)).isFalse();
    }

    @Test
    void withoutAPersonAnyShareWillDoForAGlobalFlagAndNoneForAPersonalOne() {
        assertThat(flag(FlagScope.GLOBAL, 1, "{}").isOnFor(null, null)).isTrue();
        assertThat(flag(FlagScope.GLOBAL, 0, "{}").isOnFor(null, null)).isFalse();
        assertThat(flag(FlagScope.PER_USER, 100, "{}", 42L).isOnFor(null, Role.CLIENT))
                .isFalse();
    }

    @Test
    void listedPeopleHaveItWhateverTheShare() {
        assertThat(flag(FlagScope.PER_USER, 0, "{}", 42L).isOnFor(42L, null)).isTrue();
        assertThat(flag(FlagScope.PER_USER, 0, "{}", 42L).isOnFor(43L, null)).isFalse();
        assertThat(flag(FlagScope.GLOBAL, 0, "{}", 42L).isOnFor(42L, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GLOBAL", "PER_ROLE"})
    void rolesLimitIt(FlagScope scope) {
        var mastersOnly = flag(scope, 100, "{\"roles\": [\"master\"]}");

        assertThat(mastersOnly.isOnFor(42L, Role.MASTER)).isTrue();
        assertThat(mastersOnly.isOnFor(42L, Role.CLIENT)).isFalse();
        assertThat(mastersOnly.isOnFor(42L, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"roles\": []}", "{\"roles\": 5}", "[1]", "\"text\"", "7"})
    void conditionsWithoutRolesLimitNothing(String conditions) {
        assertThat(flag(FlagScope.GLOBAL, 100, conditions).isOnFor(42L, Role.CLIENT))
                .isTrue();
    }

    @Test
    void saysWhatDecided() {
        assertThat(reason(flag(FlagScope.PER_USER, 0, "{}", 42L), 42L, Role.CLIENT))
                .isEqualTo(Reason.USER);
        assertThat(reason(flag(FlagScope.PER_USER, 50, "{}"), 42L, Role.CLIENT)).isEqualTo(Reason.ROLLOUT);
        assertThat(reason(flag(FlagScope.PER_USER, 100, "{}"), null, Role.CLIENT))
                .isEqualTo(Reason.NO_SUBJECT);
        assertThat(reason(flag(FlagScope.GLOBAL, 50, "{}"), 42L, Role.CLIENT)).isEqualTo(Reason.ROLLOUT);
        assertThat(reason(flag(FlagScope.GLOBAL, 50, "{}"), null, Role.CLIENT)).isEqualTo(Reason.NO_SUBJECT);
        assertThat(reason(flag(FlagScope.GLOBAL, 100, "{\"roles\": [\"master\"]}"), 42L, Role.CLIENT))
                .isEqualTo(Reason.ROLE);
        assertThat(reason(flag(FlagScope.PER_ROLE, 100, "{\"roles\": [\"master\"]}"), 42L, Role.CLIENT))
                .isEqualTo(Reason.ROLE);
        assertThat(reason(flag(FlagScope.PER_ROLE, 100, "{}"), 42L, Role.CLIENT))
                .isEqualTo(Reason.ROLLOUT);
        assertThat(reason(flag(FlagScope.PER_ROLE, 100, "{}"), 42L, null)).isEqualTo(Reason.NO_SUBJECT);
    }

    /** Whoever had it at some percentage has it at every higher one, and at 100 everybody does whom nothing else keeps out. */
    @Property
    void raisingThePercentageTurnsNobodyOff(
            @ForAll @StringLength(min = 1, max = 120) String name,
            @ForAll @LongRange(min = 1) long user,
            @ForAll Role role,
            @ForAll FlagScope scope,
            @ForAll @IntRange(max = 99) int percentage,
            @ForAll boolean mastersOnly,
            @ForAll boolean somebody) {
        Long subject = somebody ? user : null;
        var roles = mastersOnly ? "{\"roles\": [\"master\"]}" : "{}";
        var before = named(name, scope, percentage, roles);
        var after = named(name, scope, percentage + 1, roles);

        assertThat(!before.isOnFor(subject, role) || after.isOnFor(subject, role))
                .isTrue();
        assertThat(named(name, scope, 0, roles).isOnFor(subject, role)).isFalse();
        assertThat(named(name, scope, 100, roles).isOnFor(user, role))
                .isEqualTo(scope == FlagScope.PER_USER || !mastersOnly || role == Role.MASTER);
    }

    @Property
    void theReasonNeverChangesTheAnswer(
            @ForAll FlagScope scope, @ForAll @IntRange(max = 100) int percentage, @ForAll Role role) {
        var flag = flag(scope, percentage, "{}", 42L);

        assertThat(flag.evaluate(42L, role).enabled()).isEqualTo(flag.isOnFor(42L, role));
        assertThat(flag.evaluate(42L, role)).isEqualTo(flag.evaluate(42L, role));
    }

    private static Reason reason(FeatureFlag flag, @Nullable Long user, @Nullable Role role) {
        return flag.evaluate(user, role).reason();
    }

    private static FeatureFlag named(String name, FlagScope scope, int percentage, String conditions) {
        var now = Instant.parse("2026-03-01T10:00:00Z");
        return new FeatureFlag(1, name, true, percentage, scope, JSON.readTree(conditions), List.of(), now, now);
    }
}
