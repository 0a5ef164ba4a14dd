package dev.guildhall.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class ChatRacesTest {

    private static final int TIMES = 5;
    private static final int PEOPLE = 10;
    private static final int EACH = 5;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        order = client.files();
    }

    @RepeatedTest(TIMES)
    void nothingThatTenPeopleWriteAtOnceIsLost() {
        var people = Stream.concat(Stream.of(client), IntStream.range(1, PEOPLE).mapToObj(number -> api.master()))
                .toList();
        var said = Together.times(PEOPLE, number -> IntStream.range(0, EACH)
                .mapToObj(line -> people.get(number)
                        .says(order, number + "/" + line)
                        .path("id")
                        .asLong())
                .toList());

        var ids = said.stream().flatMap(List::stream).sorted().toList();
        var chat = client.get("/appointments/" + order + "/messages/").expect(200);
        assertThat(chat.valueStream().map(message -> message.path("id").asLong()))
                .containsExactlyElementsOf(ids);
        for (var lines : said) {
            assertThat(lines).isSorted();
        }
        for (var person : people) {
            assertThat(person.sees(order).path("unread_count").asInt()).isEqualTo((PEOPLE - 1) * EACH);
        }
        var events = Await.value(
                database.sql("""
                        SELECT count(*) FROM platform_event e JOIN message m ON m.id = e.entity_id::bigint
                         WHERE e.event_type = 'chat.message_sent' AND e.entity_type = 'Message' AND m.appointment_id = :order""").bind("order", order).mapValue(Long.class).one());
        assertThat(events).isEqualTo(PEOPLE * EACH);
        assertThat(StatusChain.of(order, database)).containsExactly("NEW");
    }

    @RepeatedTest(TIMES)
    void whoAsksForWhatIsNewMissesNothingThatIsWrittenMeanwhile() {
        var writers =
                IntStream.range(0, PEOPLE - 1).mapToObj(number -> api.master()).toList();
        var polled = new ArrayList<Long>();
        var written = Together.times(
                PEOPLE,
                number -> number == 0
                        ? poll(polled, (PEOPLE - 1) * EACH)
                        : IntStream.range(0, EACH)
                                .mapToObj(line -> writers.get(number - 1)
                                        .says(order, "line " + line)
                                        .path("id")
                                        .asLong())
                                .toList());

        assertThat(polled)
                .containsExactlyElementsOf(
                        written.stream().skip(1).flatMap(List::stream).sorted().toList());
    }

    /** Always from the last message seen, until as many as there have to be have come, or none has for long. */
    private List<Long> poll(List<Long> seen, int expected) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            var last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
            client.get("/appointments/" + order + "/messages/?after_id=" + last)
                    .expect(200)
                    .forEach(message -> seen.add(message.path("id").asLong()));
            return seen.size() >= expected;
        });
        return seen;
    }

    @RepeatedTest(TIMES)
    void aReadMarkOnlyEverMovesUp() {
        var master = api.master();
        var ids = new ArrayList<Long>();
        for (int line = 0; line < PEOPLE; line++) {
            ids.add(master.says(order, "line " + line).path("id").asLong());
        }
        var answers = Together.times(
                PEOPLE, number -> client.act(order, "read", Map.of("last_read_message_id", ids.get(number)))
                        .status());
        assertThat(answers).containsOnly(200);
        assertThat(unread()).isZero();

        client.act(order, "read", Map.of("last_read_message_id", ids.get(2))).expect(200);
        assertThat(unread()).isZero();
    }

    @RepeatedTest(TIMES)
    void aMarkBeforeAMessageDoesNotReadIt() {
        var master = api.master();
        var first = master.says(order, "first").path("id").asLong();
        Together.all(List.of(() -> master.says(order, "second"), () -> client.act(
                        order, "read", Map.of("last_read_message_id", first))
                .expect(200)));

        assertThat(unread()).isEqualTo(1);
    }

    @RepeatedTest(TIMES)
    void aMessageIsDeletedOnce() {
        var message = client.says(order, "a secret").path("id").asLong();
        var answers = Together.times(6, number -> (number % 2 == 0 ? client : api.admin())
                .delete("/messages/" + message + "/")
                .status());

        assertThat(answers).containsOnly(204);
        assertThat(client.timeline(order)
                        .valueStream()
                        .filter(row -> row.path("event_type").asString().equals("message_deleted")))
                .hasSize(1);
        assertThat(StatusChain.of(order, database)).containsExactly("NEW");
    }

    private int unread() {
        return client.sees(order).path("unread_count").asInt();
    }
}
