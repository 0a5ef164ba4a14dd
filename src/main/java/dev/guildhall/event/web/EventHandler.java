package dev.guildhall.event.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.guildhall.event.EventQueries;
import dev.guildhall.event.EventQueries.Filter;
import dev.guildhall.shared.BusinessDays;
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
    private final BusinessDays days;
    private final Pages pages;

    EventHandler(EventQueries events, BusinessDays days, Pages pages) {
        this.events = events;
        this.days = days;
        this.pages = pages;
    }

    Mono<ServerResponse> latest(ServerRequest request, Caller caller) {
        var filter = filter(request);
        return pages.answer(
                request,
                caller,
                slice -> events.listLatest(filter, slice),
                event -> List.of(event.id()),
                EventResponse::from);
    }

    private Filter filter(ServerRequest request) {
        var params = Params.of(request);
        var actor = params.actor();
        var filter = new Filter(
                params.text("event_type"),
                params.text("entity_type"),
                params.text("entity_id"),
                actor.id(),
                actor.name(),
                params.day("from").map(days::startOf),
                params.day("to").map(days::endOf));
        params.check();
        return filter;
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
