package dev.guildhall.flag;

import dev.guildhall.shared.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the platform that can be switched off while it runs. Each is a feature flag, seeded by a migration, that counts for
 * everybody alike. Where the flag is missing, because somebody has deleted or renamed it, the default holds: a switch nobody has set changes
 * nothing. docs/operations.md tells operators what they are for.
 */
public enum Switch {
    /** People make themselves an account. Off: nobody can; who has one keeps it. It goes by what the flag says to clients. */
    SELF_REGISTRATION(false, Role.CLIENT),

    /**
     * Deadlines that are at risk or missed are noticed. Off: none is, and the clocks run on; once on, what was missed meanwhile is told
     * with the deadline there was.
     */
    SLA_WATCH(true, null),

    /** Scores that time has changed are computed anew. Off: they stay as they are until something happens; once on, all that are due follow. */
    SCORE_REFRESH(true, null),

    /** Rules write by Telegram. Off: the action is left out, and the run says so; a replay makes up for it once on. */
    RULE_TELEGRAM(true, null),

    /** Rules emit events of their own. Off: as {@link #RULE_TELEGRAM}. */
    RULE_EMIT_EVENT(true, null),

    /** Rules are simulated. Off: whoever asks is refused; nothing depends on it. */
    RULE_SIMULATION(true, null);

    private final boolean onByDefault;
    private final @Nullable Role subject;

    Switch(boolean onByDefault, @Nullable Role subject) {
        this.onByDefault = onByDefault;
        this.subject = subject;
    }

    /** The name of the feature flag. */
    public String flag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What holds without the flag, and what the flag says until somebody changes it. */
    public boolean isOnByDefault() {
        return onByDefault;
    }

    /** Whether it is on, by what its flag says, if there is one. */
    boolean isOn(@Nullable FeatureFlag flag) {
        return flag == null ? onByDefault : flag.isOnFor(null, subject);
    }
}
