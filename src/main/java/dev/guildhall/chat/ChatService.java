package dev.guildhall.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.AppointmentTouched;
import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.chat.ChatRepository.Chat;
import dev.guildhall.chat.ChatRepository.Line;
import dev.guildhall.chat.ChatRepository.Marked;
import dev.guildhall.chat.ChatRepository.ReadMarks;
import dev.guildhall.database.Transactions;
import dev.guildhall.event.DomainEvent.Actor;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.live.LiveWakeUp;
import dev.guildhall.live.Topics;
import dev.guildhall.live.Whispers;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.Slice;
import dev.guildhall.storage.Category;
import dev.guildhall.storage.FileStore;
import dev.guildhall.storage.Intake;
import dev.guildhall.storage.KeptFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writing, reading and deleting messages. A master who asked about an order that somebody else took keeps their own messages: they
 * can read and delete them, and nothing else of the chat.
 */
@Service
public class ChatService {

    /** The type of the frame that says that somebody is writing. */
    public static final String TYPING = "typing";

    private static final Duration TYPING_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TYPISTS = 10_000;

    /** Who was writing a moment ago. */
    private final Cache<Typist, Boolean> typing = Caffeine.newBuilder()
            .expireAfterWrite(TYPING_PAUSE)
            .maximumSize(MOST_TYPISTS)
            .build();

    private final ChatRepository repository;
    private final AppointmentService appointments;
    private final UnitOfWork work;
    private final Transactions transactions;
    private final EventSink events;
    private final FileStore files;
    private final Intake intake;
    private final LiveWakeUp wakeUp;
    private final Whispers whispers;
    private final Clock clock;
    private final Audit audit;

    ChatService(
            ChatRepository repository,
            AppointmentService appointments,
            UnitOfWork work,
            Transactions transactions,
            EventSink events,
            FileStore files,
            Intake intake,
            LiveWakeUp wakeUp,
            Whispers whispers,
            Clock clock,
            Audit audit) {
        this.repository = repository;
        this.appointments = appointments;
        this.work = work;
        this.transactions = transactions;
        this.events = events;
        this.files = files;
        this.intake = intake;
        this.wakeUp = wakeUp;
        this.whispers = whispers;
        this.clock = clock;
        this.audit = audit;
    }

    /** @param written judged only once it is clear that the caller may write here */
    public Mono<Message> send(long appointmentId, Caller caller, Supplier<NewMessage> written) {
        return judged(
                        appointmentId,
                        order -> order.takesMessagesFrom(caller),
                        caller,
                        Mono.fromSupplier(written).flatMap(this::takenIn))
                .flatMap(message -> send(appointmentId, caller, message)
                        .onErrorResume(failure -> Mono.justOrEmpty(message.file())
                                .flatMap(file -> files.delete(file.key()))
                                .then(Mono.error(failure))));
    }

    private Mono<TakenIn> takenIn(NewMessage message) {
        return Mono.justOrEmpty(message.file())
                .flatMap(upload -> intake.keep(upload, Category.CHAT_FILES))
                .delayUntil(kept -> transactions.afterRollback(files.delete(kept.key())))
                .map(kept -> new TakenIn(message.text(), kept))
                .defaultIfEmpty(new TakenIn(message.text(), null));
    }

    /** Messages above an id, oldest first. */
    public Mono<List<Message>> list(long appointmentId, Caller caller, long afterId, Slice slice) {
        return repository
                .list(appointmentId, caller, afterId, slice)
                .switchIfEmpty(unknown())
                .doOnNext(chat -> requireReadable(chat.order(), chat.byInquirer(), caller))
                .map(Chat::messages);
    }

    /** How far the sides and others have read; a master who does not have the order sees of others what they see of the chat. */
    public Mono<List<AccountReadMark>> listMarks(long appointmentId, Caller caller, Slice slice) {
        return repository
                .listMarks(appointmentId, caller, slice)
                .switchIfEmpty(unknown())
                .doOnNext(read -> requireReadable(read.order(), read.byInquirer(), caller))
                .map(ReadMarks::marks);
    }

    /** Moves the caller's mark up, at most to the newest message there is. */
    public Mono<Void> markRead(long appointmentId, Caller caller, Supplier<Long> lastReadId) {
        return judged(appointmentId, order -> order.opensChatTo(caller), caller, Mono.fromSupplier(lastReadId))
                .flatMap(id -> repository.markRead(appointmentId, caller, id, clock.instant()))
                .switchIfEmpty(unknown())
                .filter(Marked::permitted)
                .switchIfEmpty(forbidden())
                .filter(Marked::moved)
                .delayUntil(moved ->
                        wakeUp.wakeWhenCommitted(List.of(Topics.appointment(appointmentId), Topics.user(caller.id()))))
                .then();
    }

    /** Empties the message and keeps its place; deleting it again changes nothing. */
    public Mono<Void> delete(long messageId, Caller caller) {
        return work.run(repository
                .lock(messageId)
                .switchIfEmpty(unknown())
                .delayUntil(line -> appointments.requireExpected(line.order().id()))
                .doOnNext(line -> requireDeletable(line, caller))
                .filter(line -> message(line).deletedAt() == null)
                .flatMap(line -> delete(line, caller)));
    }

    private Mono<Message> send(long appointmentId, Caller caller, TakenIn message) {
        var now = clock.instant();
        return work.run(repository
                .send(appointmentId, caller, message.text(), message.file(), now)
                .switchIfEmpty(unknown())
                .delayUntil(sent -> requireExpected(sent.order()))
                .doOnNext(sent -> SendMessage.require(sent.order(), caller))
                .delayUntil(
                        sent -> tell(event(ChatEvent.SENT, sent.messageId(), sent.order(), caller), caller.id(), false))
                .delayUntil(sent -> sent.order().isSideOf(caller) || !caller.isAdmin()
                        ? Mono.empty()
                        : audit.note(note("message.sent", sent.messageId(), sent.order(), false)))
                .map(sent -> new Message(
                        sent.messageId(),
                        appointmentId,
                        caller.id(),
                        caller.username(),
                        message.text(),
                        message.file() == null ? null : message.file().key(),
                        null,
                        now)));
    }

    private Mono<Void> delete(Line line, Caller caller) {
        var message = message(line);
        var removeFile =
                message.file() == null ? Mono.<Void>empty() : transactions.afterCommit(files.delete(message.file()));
        return repository
                .delete(message.id(), caller.id(), clock.instant())
                .then(appointments.noteDeletedMessage(line.order().id(), message.id(), caller))
                .then(tell(event(ChatEvent.DELETED, message.id(), line.order(), caller), message.senderId(), true))
                .then(
                        message.senderId() == caller.id()
                                ? Mono.empty()
                                : audit.note(note("message.deleted", message.id(), line.order(), true)))
                .then(removeFile);
    }

    /** What was written is in the message, for auditors also when it is deleted. */
    private static AuditNote note(String action, long messageId, Appointment order, boolean deleted) {
        var after = Map.of("appointment", order.id(), "is_deleted", deleted);
        return new AuditNote(
                action,
                "Message",
                messageId,
                deleted ? Map.of("appointment", order.id(), "is_deleted", false) : null,
                after);
    }

    /** What was deleted of an appointment's chat, with its texts, oldest first: for auditors, and nobody else. */
    public Mono<List<DeletedMessage>> listDeleted(long appointmentId, Slice slice) {
        return repository.listDeleted(appointmentId, slice).switchIfEmpty(unknown());
    }

    /**
     * What others have not read of an order has changed for its sides, but for the sender. Who has its page open sees the message.
     *
     * @param page whether these see the order anew as well: who has not read a message that is deleted does not know it
     */
    private Mono<Void> tell(ChatEvent event, long senderId, boolean page) {
        var order = event.appointment();
        var others = order.sides().stream().filter(side -> side != senderId).collect(Collectors.toSet());
        return events.emit(event)
                .then(events.emit(new AppointmentTouched(order.id(), others, order.isAvailable(), page)));
    }

    /** Single messages, each with its appointment, whoever asks. */
    public Flux<PlacedMessage> list(Collection<Long> ids) {
        return repository.list(ids).map(line -> new PlacedMessage(line.order(), message(line)));
    }

    /** Says to the other side that the caller is writing: now, and to nobody who looks later. Not more often than it is worth. */
    public Mono<Void> typing(long appointmentId, Caller caller) {
        return appointments
                .get(appointmentId, caller)
                .filter(view -> view.order().takesMessagesFrom(caller))
                .switchIfEmpty(forbidden())
                .filter(view -> typing.asMap().putIfAbsent(new Typist(appointmentId, caller.id()), true) == null)
                .flatMap(view -> whispers.whisper(
                        Topics.appointment(appointmentId),
                        TYPING,
                        Map.of("appointment", appointmentId, "account", caller.id(), "username", caller.username())));
    }

    /** What was sent is judged first, because that costs nothing; but who may not be here is told that, and not what is wrong. */
    private <T> Mono<T> judged(long appointmentId, Predicate<Appointment> permitted, Caller caller, Mono<T> sent) {
        return sent.onErrorResume(Refusal.class, refusal -> appointments
                .get(appointmentId, caller)
                .delayUntil(view -> requireExpected(view.order()))
                .filter(view -> permitted.test(view.order()))
                .switchIfEmpty(forbidden())
                .then(Mono.error(refusal)));
    }

    private static Mono<Void> requireExpected(Appointment order) {
        return Precondition.require(Mono.fromSupplier(order::version));
    }

    private static void requireReadable(Appointment order, boolean byInquirer, Caller caller) {
        if (!order.opensChatTo(caller) && !byInquirer) {
            throw new Forbidden("error.forbidden");
        }
    }

    private static void requireDeletable(Line line, Caller caller) {
        var own = message(line).senderId() == caller.id();
        var here = line.order().isSeenBy(caller) || caller.isMaster() && line.inquiry();
        if (!caller.may(Permission.CHAT_MODERATE) && !(own && here)) {
            throw new Forbidden("error.forbidden");
        }
    }

    private static ChatEvent event(String type, long messageId, Appointment order, Caller caller) {
        return new ChatEvent(
                type, messageId, order, new Actor(caller.id(), caller.role().word()));
    }

    private static Message message(Line line) {
        return Objects.requireNonNull(line.message());
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }

    private static <T> Mono<T> forbidden() {
        return Mono.error(() -> new Forbidden("error.forbidden"));
    }

    /**
     * A message nobody else sees any more.
     *
     * @param text what it said; a file of it is gone
     * @param deletedBy account id
     */
    public record DeletedMessage(
            long id,
            long appointment,
            long sender,
            String senderUsername,
            String text,
            Instant createdAt,
            Instant deletedAt,
            @Nullable Long deletedBy,
            @Nullable String deletedByUsername) {}

    /**
     * How far somebody has read.
     *
     * @param lastReadMessageId 0 when nothing was read yet
     */
    public record AccountReadMark(long account, String username, long lastReadMessageId) {}

    /** A message and its appointment. */
    public record PlacedMessage(Appointment order, Message message) {}

    private record TakenIn(String text, @Nullable KeptFile file) {}

    private record Typist(long appointment, long account) {}
}
