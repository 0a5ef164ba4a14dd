package dev.guildhall.identity;

import dev.guildhall.shared.Version;

/**
 * What admins set for the whole shop.
 *
 * @param slaResponseMinutes within which a new order is answered
 * @param slaCompletionHours within which a paid order is completed
 */
public record SystemSettings(
        String bankRequisites,
        String cryptoRequisites,
        String instructions,
        int slaResponseMinutes,
        int slaCompletionHours) {

    /** Names the state of the settings. */
    public String version() {
        return Version.of(this);
    }
}
