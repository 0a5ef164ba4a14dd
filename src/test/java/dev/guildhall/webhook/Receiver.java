package dev.guildhall.webhook;

import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Another system that is posted to. */
public final class Receiver {

    private static final int SILENT = 0;
    private static final int LATE = 1;

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
    private final Sinks.Empty<Void> late = Sinks.empty();
    private volatile String text = "thanks";

    public String url() {
        return "http://127.0.0.1:" + server.port() + "/hook?of=guildhall";
    }

    /** What the next ones are answered with; after that it is 200. */
    Receiver answers(Integer... next) {
        statuses.addAll(List.of(next));
        return this;
    }

    /** The next one is never answered. */
    Receiver keepsSilent() {
        return answers(SILENT);
    }

    /** The next one is answered when {@link #answersAtLast it is told to}. */
    public Receiver keepsWaiting() {
        return answers(LATE);
    }

    public void answersAtLast() {
        late.tryEmitEmpty();
    }

    Receiver says(String words) {
        text = words;
        return this;
    }

    /** What has been posted, when it is so much. */
    public List<Posted> posted(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> posted.size() >= count);
        return List.copyOf(posted);
    }

    public int count() {
        return posted.size();
    }

    public void stop() {
        server.disposeNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            posted.add(new Posted(request.uri(), request.requestHeaders(), body));
            var next = statuses.poll();
            if (next != null && next == SILENT) {
                return Mono.never();
            }
            return next != null && next == LATE
                    ? late.asMono().then(Mono.defer(() -> answer(response, 200)))
                    : answer(response, next == null ? 200 : next);
        });
    }

    private Mono<Void> answer(HttpServerResponse response, int status) {
        return response.status(status)
                .header("Retry-After", "120")
                .header("Location", "/elsewhere")
                .sendString(Mono.just(text))
                .then();
    }

    /** One request. */
    public record Posted(String path, HttpHeaders headers, String body) {

        String header(String name) {
            return headers.get(name);
        }
    }
}
