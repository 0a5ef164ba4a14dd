package dev.guildhall.chat.web;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentQueries;
import dev.guildhall.appointment.AppointmentQueries.SeenAppointment;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.chat.ChatEvent;
import dev.guildhall.chat.ChatService;
import dev.guildhall.chat.ChatService.PlacedMessage;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.live.LiveLine;
import dev.guildhall.live.LiveReader;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.storage.FileLinks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The chat in the streams: messages, read marks, and who is writing. */
@Component
class ChatFrames implements LiveSource {

    private static final String CREATED = "message.created";
    private static final String DELETED = "message.deleted";
    private static final String READ = "read.updated";

    private final ChatService chat;
    private final AppointmentQueries appointments;
    private final FileLinks links;

    ChatFrames(ChatService chat, AppointmentQueries appointments, FileLinks links) {
        this.chat = chat;
        this.appointments = appointments;
        this.links = links;
    }

    @Override
    public Set<String> types() {
        return Set.of(CREATED, DELETED, READ, ChatService.TYPING);
    }

    /** A read mark is noted by the statement that moves it. */
    @Override
    public Stream<Note> notes(DomainEvent event) {
        return event instanceof ChatEvent written
                ? Stream.of(new Note(
                        Topics.appointment(written.appointment().id()),
                        written.type().equals(ChatEvent.SENT) ? CREATED : DELETED,
                        Map.of("message", written.messageId())))
                : Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        return Mono.zip(messages(viewings), orders(viewings)).map(loaded -> {
            var messages = loaded.getT1();
            var orders = loaded.getT2();
            return (line, reader) -> isAboutMessage(line)
                    ? message(messages.get(line.id("message")), reader)
                    : aboutReader(line, reader, orders);
        });
    }

    private Mono<Map<Long, Shown>> messages(List<Viewing> viewings) {
        var ids = viewings.stream()
                .map(Viewing::line)
                .filter(ChatFrames::isAboutMessage)
                .map(line -> line.id("message"))
                .toList();
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : chat.list(ids).collectMap(placed -> placed.message().id(), placed -> new Shown(placed, links));
    }

    /** Read marks and typing are shown with the appointment as their own account sees it: it has what they have not read. */
    private Mono<Map<Pair, AppointmentView>> orders(List<Viewing> viewings) {
        var lines = viewings.stream()
                .map(Viewing::line)
                .filter(line -> !isAboutMessage(line))
                .toList();
        return lines.isEmpty()
                ? Mono.just(Map.of())
                : appointments
                        .listSeen(
                                lines.stream()
                                        .map(line -> line.id("appointment"))
                                        .toList(),
                                lines.stream().map(line -> line.id("account")).toList())
                        .collectMap(seen -> new Pair(seen.view().order().id(), seen.reader()), SeenAppointment::view);
    }

    private static @Nullable Object message(@Nullable Shown shown, LiveReader reader) {
        if (shown == null) {
            throw new Forbidden("error.forbidden");
        }
        return isOpen(shown.placed.order(), reader) ? shown.to(reader.baseUrl()) : null;
    }

    private static @Nullable Object aboutReader(LiveLine line, LiveReader reader, Map<Pair, AppointmentView> orders) {
        var account = line.id("account");
        var view = orders.get(new Pair(line.id("appointment"), account));
        if (view == null) {
            throw new Forbidden("error.forbidden");
        }
        if (!isOpen(view.order(), reader)) {
            return null;
        }
        var own = account == reader.caller().id();
        if (line.type().equals(READ)) {
            return new ReadMark(account, line.id("last_read_message_id"), own ? view.unread() : null);
        }
        return own ? null : new Typing(account, line.data().path("username").asString());
    }

    /** Whether the reader sees what is written; one who may not see the order at all must go. */
    private static boolean isOpen(Appointment order, LiveReader reader) {
        if (!order.isSeenBy(reader.caller())) {
            throw new Forbidden("error.forbidden");
        }
        return order.showsChatTo(reader.caller());
    }

    private static boolean isAboutMessage(LiveLine line) {
        return line.type().equals(CREATED) || line.type().equals(DELETED);
    }

    /** A message, the same for all who reach us by the same address. */
    private static final class Shown {

        private final PlacedMessage placed;
        private final FileLinks links;
        private final Map<String, MessageResponse> byBaseUrl = new HashMap<>();

        private Shown(PlacedMessage placed, FileLinks links) {
            this.placed = placed;
            this.links = links;
        }

        private MessageResponse to(String baseUrl) {
            var message = placed.message();
            return byBaseUrl.computeIfAbsent(
                    message.file() == null ? "" : baseUrl,
                    base -> MessageResponse.of(message, links.url(base, message.file())));
        }
    }

    /**
     * How far somebody has read.
     *
     * @param unreadCount what they have not, told to themselves only
     */
    record ReadMark(
            long account, long lastReadMessageId, @Nullable Long unreadCount) {}

    private record Pair(long appointment, long account) {}

    /** Somebody is writing. */
    record Typing(long account, String username) {}
}
