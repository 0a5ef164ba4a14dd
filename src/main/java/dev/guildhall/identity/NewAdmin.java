package dev.guildhall.identity;

/** An admin to be made; the names may be empty. */
public record NewAdmin(String username, String password, String firstName, String lastName) {}
