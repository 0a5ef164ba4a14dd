package dev.guildhall.live;

import dev.guildhall.shared.Caller;
import java.util.Locale;

/**
 * Who is watching.
 *
 * @param caller as of when the stream was opened: whatever changes about them ends it
 * @param baseUrl what absolute URLs begin with for them
 * @param language what texts are written in for them
 */
public record LiveReader(Caller caller, String baseUrl, Locale language) {}
