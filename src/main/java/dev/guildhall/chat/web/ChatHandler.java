package dev.guildhall.chat.web;

import dev.guildhall.chat.ChatService;
import dev.guildhall.chat.Message;
import dev.guildhall.chat.NewMessage;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import dev.guildhall.storage.FileLinks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ChatHandler {

    private static final int LONG_TEXT = 50_000;
    private static final Set<String> FILES = Set.of(".jpg", ".jpeg", ".png", ".pdf", ".txt", ".log", ".zip");

    private final ChatService chat;
    private final BodyReader bodies;
    private final FileLinks links;
    private final Pages pages;

    ChatHandler(ChatService chat, BodyReader bodies, FileLinks links, Pages pages) {
        this.chat = chat;
        this.bodies = bodies;
        this.links = links;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        var params = Params.of(request);
        var afterId = params.integer("after_id").orElse(0L);
        params.check();
        var id = Params.id(request);
        return pages.answer(
                request,
                caller,
                slice -> chat.list(id, caller, afterId, slice).flatMapIterable(Function.identity()),
                message -> List.of(message.id()),
                message -> response(message, request));
    }

    Mono<ServerResponse> send(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.withFiles(request, body -> chat.send(id, caller, () -> written(body)))
                .map(message -> response(message, request))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> listMarks(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return pages.answer(
                request,
                caller,
                slice -> chat.listMarks(id, caller, slice).flatMapIterable(Function.identity()),
                mark -> List.of(mark.account()),
                Function.identity());
    }

    Mono<ServerResponse> markRead(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> chat.markRead(id, caller, () -> lastReadId(body)))
                .then(ServerResponse.ok().bodyValue(Map.of("ok", true)));
    }

    Mono<ServerResponse> typing(ServerRequest request, Caller caller) {
        return chat.typing(Params.id(request), caller)
                .then(ServerResponse.noContent().build());
    }

    Mono<ServerResponse> delete(ServerRequest request, Caller caller) {
        return chat.delete(Params.id(request), caller)
                .then(ServerResponse.noContent().build());
    }

    Mono<ServerResponse> listDeleted(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return pages.answer(
                request,
                caller,
                slice -> chat.listDeleted(id, slice).flatMapIterable(Function.identity()),
                message -> List.of(message.id()),
                Function.identity());
    }

    private MessageResponse response(Message message, ServerRequest request) {
        return MessageResponse.of(message, links.url(request, message.file()));
    }

    private static NewMessage written(Body body) {
        var fields = body.fields();
        var message = new NewMessage(fields.text("text", LONG_TEXT, ""), fields.file("file", FILES));
        fields.check();
        if (message.text().isEmpty() && message.file().isEmpty()) {
            throw InvalidFields.ofWhole("chat.empty");
        }
        return message;
    }

    private static long lastReadId(Body body) {
        var fields = body.fields();
        var id = fields.integer("last_read_message_id", 0, Long.MAX_VALUE);
        fields.check();
        return id;
    }
}
