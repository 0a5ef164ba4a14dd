package dev.guildhall.identity;

/**
 * What somebody shows to sign in by password.
 *
 * @param code of the second step; empty without
 * @param knownDevice what {@link KnownDevices} has given this browser, unverified; empty without
 */
public record PasswordLogin(String username, String password, String code, String knownDevice) {}
