package dev.guildhall.review;

import java.time.Instant;
import java.util.List;

/**
 * A review as written.
 *
 * @param behaviorFlags codes, sorted
 */
public record Review(
        long id,
        long appointment,
        String reviewType,
        long author,
        String authorUsername,
        long target,
        String targetUsername,
        int rating,
        String comment,
        List<String> behaviorFlags,
        Instant createdAt) {}
