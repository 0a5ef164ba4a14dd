package dev.guildhall.live.web;

import dev.guildhall.live.LiveReader;
import dev.guildhall.live.Streams;
import dev.guildhall.live.Streams.Opened;
import dev.guildhall.live.Streams.Request;
import dev.guildhall.live.Topics;
import dev.guildhall.security.Session;
import dev.guildhall.security.StreamTickets;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BaseUrls;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class StreamHandler {

    private static final MediaType EVENT_STREAM = MediaType.parseMediaType("text/event-stream;charset=UTF-8");

    private final Streams streams;
    private final StreamTickets tickets;
    private final BaseUrls baseUrls;

    StreamHandler(Streams streams, StreamTickets tickets, BaseUrls baseUrls) {
        this.streams = streams;
        this.tickets = tickets;
        this.baseUrls = baseUrls;
    }

    Mono<ServerResponse> stream(ServerRequest request, Caller caller) {
        var params = Params.of(request);
        var topics = params.words("topics").orElse(List.of(Topics.USER));
        return open(request, params, topics);
    }

    Mono<ServerResponse> notifications(ServerRequest request, Caller caller) {
        return open(request, Params.of(request), List.of(Topics.USER));
    }

    Mono<ServerResponse> messages(ServerRequest request, Caller caller) {
        return open(request, Params.of(request), List.of(Topics.appointment(Params.id(request))));
    }

    Mono<ServerResponse> ticket(ServerRequest request, Caller caller) {
        return Session.of(request)
                .flatMap(tickets::issue)
                .map(ticket -> Map.of("ticket", ticket, "expires_in", StreamTickets.LIFETIME.toSeconds()))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    private Mono<ServerResponse> open(ServerRequest request, Params params, List<String> topics) {
        var events = new Streams.EventFilter(params.text("event_type"), params.text("entity_type"));
        params.check();
        return Session.of(request)
                .map(session -> new Request(
                        new LiveReader(session.caller(), baseUrls.of(request)),
                        topics,
                        events,
                        session,
                        cursor(request, params)))
                .flatMap(streams::open)
                .flatMap(opened -> respond(request, opened));
    }

    /** Proxies must neither keep nor gather what comes. */
    private static Mono<ServerResponse> respond(ServerRequest request, Opened opened) {
        var response = ServerResponse.ok()
                .contentType(EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
        if (request.method() == HttpMethod.HEAD) {
            opened.leave().run();
            return response.build();
        }
        StreamOutput.writeLater(request, opened);
        return response.body((message, context) -> Mono.empty());
    }

    /** A browser sends the header; whoever opens a new EventSource can only send a parameter. */
    private static Optional<String> cursor(ServerRequest request, Params params) {
        return Optional.ofNullable(request.headers().firstHeader("Last-Event-ID"))
                .filter(header -> !header.isBlank())
                .or(() -> params.text("last_event_id"))
                .or(() -> params.text("lastEventId"));
    }
}
