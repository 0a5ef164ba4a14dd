package dev.guildhall.notification;

import dev.guildhall.outbox.Delivery;
import dev.guildhall.outbox.Outcome;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks what people want before they are written to. It is asked at every attempt and not only when the row is written, because people
 * change their minds, and go to sleep, in between.
 */
@Component
class Postman {

    private final LetterQueries letters;
    private final Clock clock;

    Postman(LetterQueries letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** @param sending what to do with a letter against which nothing stands */
    Mono<Outcome> deliver(Delivery delivery, Medium medium, Function<Letter, Mono<Outcome>> sending) {
        return letters.find(delivery, medium)
                .flatMap(letter ->
                        letter.obstacle(clock.instant()).map(Mono::just).orElseGet(() -> sending.apply(letter)))
                .defaultIfEmpty(Outcome.dropped("nobody there"));
    }

    /** Writes down that somebody has blocked the bot: it does not write to them any more. */
    Mono<Void> stopTelegram(Delivery delivery) {
        return letters.stopTelegram(delivery, clock.instant());
    }
}
