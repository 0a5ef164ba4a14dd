package dev.guildhall.identity;

/** Somebody who has just signed in or renewed their session, with the tokens to go on. */
public record SignedIn(long accountId, String access, String refresh) {}
