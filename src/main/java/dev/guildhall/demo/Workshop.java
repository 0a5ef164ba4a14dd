package dev.guildhall.demo;

import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.AppointmentService.Override;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.NewAppointment;
import dev.guildhall.appointment.PaymentMethod;
import dev.guildhall.chat.ChatService;
import dev.guildhall.chat.NewMessage;
import dev.guildhall.demo.Plan.Beat;
import dev.guildhall.review.Opinion;
import dev.guildhall.review.ReviewService;
import dev.guildhall.review.ReviewService.ClientOpinion;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Upload;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What clients and masters do with orders. */
@Component
@Profile("demo | cli")
class Workshop {

    private final AppointmentService appointments;
    private final ChatService chat;
    private final ReviewService reviews;
    private final Pictures pictures;

    Workshop(AppointmentService appointments, ChatService chat, ReviewService reviews, Pictures pictures) {
        this.appointments = appointments;
        this.chat = chat;
        this.reviews = reviews;
        this.pictures = pictures;
    }

    Stream<Scene> scenes(Plan plan, Company company) {
        var order = new Order(plan, company);
        return plan.beats().stream().map(beat -> new Scene(beat.at(), () -> play(beat, order)));
    }

    private Mono<?> play(Beat beat, Order order) {
        return switch (beat.act()) {
            case FILE -> file(order);
            case TAKE -> appointments.take(order.id, order.master());
            case DECLINE -> appointments.decline(order.id, order.master(), beat::words);
            case PRICE -> appointments.setPrice(order.id, order.master(), beat::number);
            case PROVE ->
                pictures.receipt()
                        .flatMap(receipt -> appointments.uploadProof(order.id, order.client(), () -> receipt));
            case MARK_PAID -> appointments.markPaid(order.id, order.client(), () -> method(beat));
            case CONFIRM -> appointments.confirmPayment(order.id, order.master());
            case START -> appointments.start(order.id, order.master());
            case COMPLETE -> appointments.complete(order.id, order.master());
            case CANCEL ->
                appointments.setStatus(
                        order.id, order.admin(), () -> new Override(AppointmentStatus.CANCELLED, beat.words()));
            case CLIENT_SAYS -> say(order, order.client(), beat.words(), Optional.empty());
            case CLIENT_SENDS_PICTURE ->
                pictures.lockScreen()
                        .flatMap(picture -> say(order, order.client(), beat.words(), Optional.of(picture)));
            case CLIENT_TAKES_BACK -> chat.delete(order.latestMessage, order.client());
            case MASTER_SAYS -> say(order, order.master(), beat.words(), Optional.empty());
            case REVIEW_MASTER ->
                reviews.reviewMaster(order.id, order.client(), () -> new Opinion(beat.number(), beat.words()));
            case REVIEW_CLIENT ->
                reviews.reviewClient(
                        order.id,
                        order.master(),
                        known -> new ClientOpinion(new Opinion(beat.number(), beat.words()), beat.flags()));
        };
    }

    private Mono<?> file(Order order) {
        return (order.plan.photo() ? pictures.lockScreen().map(Optional::of) : Mono.just(Optional.<Upload>empty()))
                .flatMap(photo -> appointments.file(order.client(), filed(order.plan, photo)))
                .doOnNext(view -> order.id = view.order().id());
    }

    private static NewAppointment filed(Plan plan, Optional<Upload> photo) {
        var device = plan.device();
        return new NewAppointment(device.brand(), device.model(), device.lock(), plan.hasPc(), plan.problem(), photo);
    }

    /** Whoever answers has read what was said; the last words of a chat stay unread. */
    private Mono<?> say(Order order, Caller speaker, String words, Optional<Upload> file) {
        return chat.markRead(order.id, speaker, () -> order.latestMessage)
                .then(chat.send(order.id, speaker, () -> new NewMessage(words, file)))
                .doOnNext(message -> order.latestMessage = message.id());
    }

    private static PaymentMethod method(Beat beat) {
        return beat.number() == 0 ? PaymentMethod.CRYPTO : PaymentMethod.BANK_TRANSFER;
    }

    /** An order on its way; scenes are played one after the other. */
    private static final class Order {

        private final Plan plan;
        private final Company company;
        private long id;
        private long latestMessage;

        private Order(Plan plan, Company company) {
            this.plan = plan;
            this.company = company;
        }

        private Caller client() {
            return company.caller(plan.client());
        }

        private Caller master() {
            return company.caller(plan.master());
        }

        private Caller admin() {
            return company.caller(Cast.ADMIN);
        }
    }
}
