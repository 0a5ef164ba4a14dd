package dev.guildhall.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.Unauthenticated;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tickets for those who cannot send a header, as a browser's own EventSource: each opens one stream, once and soon. */
@Component
public class StreamTickets {

    /** How long a ticket is good. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int LONGEST = 200;

    private final TicketRepository tickets;
    private final RandomIds ids;
    private final Clock clock;

    StreamTickets(TicketRepository tickets, RandomIds ids, Clock clock) {
        this.tickets = tickets;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new ticket for the same access. */
    public Mono<String> issue(Session session) {
        return Mono.defer(() -> {
            var ticket = (ids.next().toString() + ids.next()).replace("-", "");
            return tickets.insert(hash(ticket), session, clock.instant().plus(LIFETIME))
                    .thenReturn(ticket);
        });
    }

    /** What the ticket is for. Of any number of attempts at once, on whatever node, one succeeds. */
    Mono<TicketRepository.Ticket> redeem(String ticket) {
        return Mono.defer(() -> ticket.length() > LONGEST ? Mono.empty() : tickets.take(hash(ticket), clock.instant()))
                .switchIfEmpty(Mono.error(() -> new Unauthenticated("error.token_invalid")));
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
