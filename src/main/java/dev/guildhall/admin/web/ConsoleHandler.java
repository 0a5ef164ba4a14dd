package dev.guildhall.admin.web;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a browser sees, and where the original's admin site was: a page that leads on. */
@Component
class ConsoleHandler {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final byte[] page;

    /** Read now and as a whole: a resource would be answered in parts to whoever asks for a range. */
    ConsoleHandler() throws IOException {
        this.page = new ClassPathResource("pages/console.html").getContentAsByteArray();
    }

    Mono<ServerResponse> page(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", POLICY)
                .bodyValue(page);
    }
}
