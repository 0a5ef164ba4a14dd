package dev.guildhall.testing;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A few routes on a real server. A refusal is answered with its code, or with the codes of its fields. */
public final class HttpFixture implements AutoCloseable {

    private final DisposableServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public HttpFixture(RouterFunction<ServerResponse> routes) {
        var handler = RouterFunctions.toHttpHandler(
                routes,
                HandlerStrategies.builder()
                        .exceptionHandler(HttpFixture::handle)
                        .build());
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), handler);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** A connection that has sent these very characters. */
    public Socket raw(String sent) throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(sent.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return socket;
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private static Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (!(failure instanceof Refusal refusal)
                || !response.setStatusCode(HttpStatusCode.valueOf(refusal.status()))) {
            return Mono.error(failure);
        }
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(codes(refusal).getBytes(StandardCharsets.UTF_8))));
    }

    private static String codes(Refusal refusal) {
        return refusal instanceof InvalidFields fields
                ? fields.problems().entrySet().stream()
                        .map(field ->
                                field.getKey() + ": " + field.getValue().get(0).code())
                        .sorted()
                        .collect(Collectors.joining(", "))
                : refusal.code();
    }
}
