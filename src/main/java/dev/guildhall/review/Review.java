package dev.guildhall.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
        Instant createdAt) {

    /** Whether the master reviewed the client, or else the client the master. */
    @JsonIgnore
    public boolean isAboutClient() {
        return reviewType.equals("client_review");
    }
}
