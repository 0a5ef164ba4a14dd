package dev.guildhall.event.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.guildhall.event.EventQueries;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Component
class EventHandler {

    private final EventQueries events;
    private final Pages pages;

    EventHandler(EventQueries events, Pages pages) {
        this.events = events;
        this.pages = pages;
    }

    Mono<ServerResponse> latest(ServerRequest request, Caller caller) {
        var params = Params.of(request);
        var eventType = params.text("event_type");
        var entityType = params.text("entity_type");
        var entityId = params.text("entity_id");
        params.check();
        return pages.answer(
                request,
                caller,
                slice -> events.listLatest(eventType, entityType, entityId, slice),
                event -> List.of(event.id()),
                EventResponse::from);
    }

    /** The original leaves the name out where there is no actor. */
    record EventResponse(
            long id,
            String eventType,
            String entityType,
            String entityId,
            @Nullable Long actor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String actorUsername,

            JsonNode payload,
            Instant createdAt) {

        static EventResponse from(EventQueries.PlatformEvent event) {
            return new EventResponse(
                    event.id(),
                    event.eventType(),
                    event.entityType(),
                    event.entityId(),
                    event.actor(),
                    event.actorUsername(),
                    event.payload(),
                    event.createdAt());
        }
    }
}
