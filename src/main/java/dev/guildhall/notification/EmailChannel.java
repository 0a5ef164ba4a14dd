package dev.guildhall.notification;

import dev.guildhall.outbox.Channel;
import dev.guildhall.outbox.Delivery;
import dev.guildhall.outbox.Outcome;
import dev.guildhall.outbox.Schedule;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Letters. A letter that is sent again has the same {@code Message-ID}, by which mailboxes know it. */
@Component
@EnableConfigurationProperties(SmtpSettings.class)
class EmailChannel implements Channel, DisposableBean {

    private static final Schedule SCHEDULE = new Schedule(8, Duration.ofSeconds(10), Duration.ofHours(2));
    private static final int AT_ONCE = 4;

    /** The library blocks, so that it has threads of its own. */
    private final Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, AT_ONCE, "mail");

    private final Postman postman;
    private final SmtpSettings settings;
    private final MessageSource messages;

    EmailChannel(Postman postman, SmtpSettings settings, MessageSource messages) {
        this.postman = postman;
        this.settings = settings;
        this.messages = messages;
    }

    @Override
    public String name() {
        return Medium.EMAIL.word();
    }

    @Override
    public boolean isOn() {
        return settings.server().isPresent();
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Schedule schedule() {
        return SCHEDULE;
    }

    @Override
    public Mono<Outcome> send(Delivery delivery) {
        return postman.deliver(delivery, Medium.EMAIL, letter -> Mono.fromCallable(() -> post(letter, delivery))
                .subscribeOn(threads));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    private Outcome post(Letter letter, Delivery delivery) {
        return new SmtpClient(settings)
                .send(new SmtpClient.Mail(
                        "delivery-" + delivery.id(),
                        letter.address().orElseThrow(),
                        letter.title(),
                        letter.text() + "\n\n-- \n"
                                + messages.getMessage("mail.footer", new Object[0], letter.language()),
                        letter.language()));
    }
}
