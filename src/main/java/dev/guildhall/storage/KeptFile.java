package dev.guildhall.storage;

/**
 * A file that was taken in.
 *
 * @param key by which the store knows it
 * @param sha256 of the bytes as they were sent, 64 hex digits: two files that were sent alike have the same
 */
public record KeptFile(String key, String sha256) {}
