package dev.guildhall.rules;

import java.util.List;

/**
 * The active rules of one trigger, in the order in which they run.
 *
 * @param revision of all rules, as of which they were read
 */
record RulePage(long revision, List<PreparedRule> rules) {

    static final RulePage EMPTY = new RulePage(0, List.of());
}
