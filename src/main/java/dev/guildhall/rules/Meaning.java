package dev.guildhall.rules;

/** What something is, for people who write rules. Both languages, because an editor may switch between them. */
public record Meaning(String ru, String en) {}
