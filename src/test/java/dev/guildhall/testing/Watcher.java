package dev.guildhall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who watches a stream; every frame is held against the API's description. */
public final class Watcher implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OpenApiContract CONTRACT = OpenApiContract.read();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private final Thread reading;
    private volatile boolean ended;

    private Watcher(Stream<String> lines) {
        this.lines = lines;
        this.reading = new Thread(this::read, "watcher");
        this.reading.setDaemon(true);
        this.reading.start();
    }

    /** Opens a stream of this person, and waits until it is ready. Paths are relative to {@code /api/v1}. */
    public static Watcher of(String address, Person person, String path, @Nullable String cursor) {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("Authorization", "Bearer " + person.token());
        if (cursor != null) {
            request.header("Last-Event-ID", cursor);
        }
        return open(request.build());
    }

    /** Opens whatever stream this asks for, and waits until it is ready. */
    public static Watcher open(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response =
                    CLIENT.sendAsync(request, BodyHandlers.ofLines()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new AssertionError(request.uri() + " answered " + response.statusCode() + ": "
                        + String.join("", response.body().toList()));
            }
            var watcher = new Watcher(response.body());
            watcher.await(frame -> frame.event().equals("ready"));
            return watcher;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All frames up to now. */
    public List<Frame> frames() {
        problems.forEach(problem -> {
            throw new AssertionError(problem);
        });
        return List.copyOf(frames);
    }

    /** Those that tell of something, and not of the stream itself. */
    public List<Frame> data() {
        return frames().stream().filter(Frame::isData).toList();
    }

    /** Those of a type. */
    public List<Frame> data(String type) {
        return data().stream().filter(frame -> frame.event().equals(type)).toList();
    }

    /** The first frame like this, which has to come. */
    public Frame await(Predicate<Frame> wanted) {
        return await("a frame", wanted, PATIENCE);
    }

    /** The first frame of this type, which has to come. */
    public Frame await(String type) {
        return await(type, PATIENCE);
    }

    /** As {@link #await(String)}, which may take so long from now on. */
    public Frame await(String type, Duration limit) {
        return await(type, frame -> frame.event().equals(type), limit);
    }

    private Frame await(String what, Predicate<Frame> wanted, Duration limit) {
        Awaitility.await(what)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames().stream().anyMatch(wanted) || ended);
        return frames().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The stream ended without " + what + ": " + frames));
    }

    /** Until there are as many frames of a type. */
    public void await(String type, int amount) {
        await(type, amount, PATIENCE);
    }

    /** As {@link #await(String, int)}, which may take so long from now on. */
    public void await(String type, int amount, Duration limit) {
        Awaitility.await(amount + " " + type)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(data(type)).as("among %s", frames()).hasSizeGreaterThanOrEqualTo(amount));
    }

    /** Until the server has ended it. */
    public void awaitEnd() {
        awaitEnd(PATIENCE);
    }

    /** Until the server has ended it, which may take so long from now on. */
    public void awaitEnd(Duration limit) {
        Awaitility.await("the end").atMost(limit).until(() -> ended);
    }

    public boolean isEnded() {
        return ended;
    }

    /** Where it stands: the id of the last frame that had one. */
    public String cursor() {
        var withId = frames.stream().filter(frame -> !frame.id().isEmpty()).toList();
        return withId.get(withId.size() - 1).id();
    }

    @Override
    public void close() {
        lines.close();
        reading.interrupt();
    }

    private void read() {
        try {
            var frame = new StringBuilder();
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    add(frame.toString());
                    frame.setLength(0);
                } else {
                    frame.append(line).append('\n');
                }
            });
        } catch (RuntimeException closed) {
            // By us, or by a server that has gone.
        } finally {
            ended = true;
        }
    }

    private void add(String text) {
        var frame = Frame.parse(text);
        var schema = frame.isData() ? "StreamFrame" : "StreamControl";
        var value = JSON.createObjectNode().put("event", frame.event());
        value.set("data", frame.data());
        try {
            CONTRACT.problems("/components/schemas/" + schema, value)
                    .forEach(problem -> problems.add(text + " is not described: " + problem));
        } catch (RuntimeException failure) {
            problems.add(text + " could not be checked: " + failure);
        }
        frames.add(frame);
    }

    /**
     * A frame.
     *
     * @param id empty when it has none
     */
    public record Frame(String event, String id, JsonNode data) {

        private static Frame parse(String text) {
            var event = "message";
            var id = "";
            var data = new StringBuilder();
            for (var line : text.split("\n")) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
            return new Frame(event, id, JSON.readTree(data.toString()));
        }

        public boolean isData() {
            return data.has("seq");
        }

        public String topic() {
            return data.path("topic").asString();
        }

        /** Of a {@code ready}: the number of the last line of a topic. */
        public long head(String topic) {
            return data.path("topics").path(topic).path("head").asLong();
        }

        public long seq() {
            return data.path("seq").asLong();
        }

        public JsonNode payload() {
            return data.path("payload");
        }
    }
}
