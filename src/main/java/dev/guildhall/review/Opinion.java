package dev.guildhall.review;

/**
 * What a reviewer says.
 *
 * @param rating 1 (bad) to 5 (good)
 */
public record Opinion(int rating, String comment) {}
