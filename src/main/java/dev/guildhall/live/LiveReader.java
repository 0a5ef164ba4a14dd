package dev.guildhall.live;

import dev.guildhall.shared.Caller;

/**
 * Who is watching.
 *
 * @param caller as of when the stream was opened: whatever changes about them ends it
 * @param baseUrl what absolute URLs begin with for them
 */
public record LiveReader(Caller caller, String baseUrl) {}
