package dev.guildhall.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What a new password may not be, apart from too short. The rules are those of the original's framework: none of the common ones, not
 * all digits, and not nearly the user name.
 */
@Component
public class PasswordRules {

    public static final int SHORTEST = 8;
    public static final int LONGEST = 255;

    /** How much of both may be one and the same run of characters, 0 to 1. */
    private static final double TOO_SIMILAR = 0.7;

    private static final int SHORTEST_NAME = 3;

    private final Set<String> common = read("passwords/common.txt");

    PasswordRules() {}

    /** What is wrong with it, as a message code. */
    public Optional<String> problem(String password, String username) {
        var plain = password.toLowerCase(Locale.ROOT);
        if (common.contains(plain.strip())) {
            return Optional.of("password.common");
        }
        if (plain.chars().allMatch(Character::isDigit)) {
            return Optional.of("password.digits");
        }
        return isSimilar(plain, username.toLowerCase(Locale.ROOT)) ? Optional.of("password.similar") : Optional.empty();
    }

    /** Forwards or backwards. */
    private static boolean isSimilar(String password, String username) {
        var reversed = new StringBuilder(username).reverse().toString();
        return username.length() >= SHORTEST_NAME
                && Math.max(similarity(password, username), similarity(password, reversed)) >= TOO_SIMILAR;
    }

    private static double similarity(String one, String other) {
        return 2.0 * longestCommonRun(one, other) / (one.length() + other.length());
    }

    /** Both are short: a name has 150 characters at most, a password 255. */
    private static int longestCommonRun(String one, String other) {
        var longest = 0;
        var above = new int[other.length() + 1];
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            for (var j = 1; j <= other.length(); j++) {
                row[j] = one.charAt(i - 1) == other.charAt(j - 1) ? above[j - 1] + 1 : 0;
                longest = Math.max(longest, row[j]);
            }
            above = row;
        }
        return longest;
    }

    private static Set<String> read(String resource) {
        try {
            return new ClassPathResource(resource)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
