package dev.guildhall.shared;

import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from. Travels in the reactive context of a request, under its class; a command of the operators' CLI is the
 * origin of everything its process does.
 *
 * @param caller who has asked; null for an operator, and for somebody who has not signed in
 * @param operator the operating system's name of the operator; empty for a request
 * @param action the route or the command, e.g. {@code POST /admin/users/{id}/ban}
 * @param target the id in the path, or empty
 * @param requestId as in the answer's {@code X-Request-Id}; empty for a command
 * @param reason why, if the caller said so; or empty
 * @param audited whether everything it changes is written down, also what nobody has found words for
 */
public record Origin(
        @Nullable Caller caller,
        String operator,
        String action,
        String target,
        String requestId,
        String reason,
        boolean audited) {

    /** An operator's command. */
    public static Origin command(String operator, String command) {
        return new Origin(null, operator, command, "", "", "", true);
    }
}
