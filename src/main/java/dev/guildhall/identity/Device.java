package dev.guildhall.identity;

/**
 * What a session is used with.
 *
 * @param userAgent the header, empty without one
 * @param address where the request comes from, behind the proxies we trust; empty when that is not known
 */
public record Device(String userAgent, String address) {

    private static final int LONGEST_USER_AGENT = 400;
    private static final int LONGEST_ADDRESS = 100;

    /** Cuts off what is longer than anything honest. */
    public Device {
        userAgent = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        address = address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
    }
}
