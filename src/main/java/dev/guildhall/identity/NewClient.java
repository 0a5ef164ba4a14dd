package dev.guildhall.identity;

/** Somebody who wants to register; the names may be empty. */
public record NewClient(String username, String password, String firstName, String lastName) {}
