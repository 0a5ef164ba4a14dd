package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @CsvSource({
        "password1, ann, password.common",
        "PassWord1, ann, password.common",
        "йцукенгшщз, ann, password.common",
        "83619274650912, ann, password.digits",
        "kestrelwing1, kestrelwing, password.similar",
        "KESTRELWING!, kestrelwing, password.similar",
        "gniwlertsek7, kestrelwing, password.similar",
        "xkestrelwing, kestrelwing, password.similar"
    })
    void saysWhatIsWrong(String password, String username, String problem) {
        assertThat(rules.problem(password, username)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "a long walk by the sea, ann",
        "kestrelwing goes for a walk, kestrelwing",
        "tr0ub4dor&3, bo",
        "длинная прогулка, ann"
    })
    void leavesTheRestToTheirOwners(String password, String username) {
        assertThat(rules.problem(password, username)).isEmpty();
    }
}
