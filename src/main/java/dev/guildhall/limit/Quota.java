package dev.guildhall.limit;

/**
 * What is left of a limit after a request.
 *
 * @param admitted whether the request was within it
 * @param most how many a minute there may be
 * @param remaining how many more there may be at once
 * @param seconds when there may be more again; for a refused request, when it would be admitted
 */
record Quota(boolean admitted, int most, int remaining, int seconds) {}
