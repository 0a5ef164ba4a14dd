package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** An application whose database stands still in the middle of everything, and goes on. */
class PausedDatabaseTest {

    private static final int CONNECTIONS = 2;
    private static final int WRITERS = 8;

    /** Everybody writes one order under a key of their own: those who hold a connection wait, the others are refused. */
    @Test
    void aWriteWaitsOrIsToldToComeBackAndIsThereOnceWhenItWasAcknowledged() throws Exception {
        var settings = Map.of("DATABASE_POOL_SIZE", String.valueOf(CONNECTIONS), "DATABASE_POOL_INITIAL_SIZE", "0");
        try (var server = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings)) {
            var api = Api.at(server.address());
            // What everybody needs is known by then.
            api.client().files();
            var writers = Stream.generate(api::client).limit(WRITERS).toList();

            var answers = whileItSaysNothing(server, writers);

            assertThat(answers).extracting(Answer::status).contains(503).isSubsetOf(201, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(refused -> {
                assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
                assertThat(refused.body().path("detail").asString()).isNotBlank();
            });
            for (int i = 0; i < WRITERS; i++) {
                var order = untilItIsTaken(writers.get(i));
                if (answers.get(i).status() == 201) {
                    assertThat(id(answers.get(i))).isEqualTo(order);
                }
                assertThat(writers.get(i)
                                .get("/appointments/my/")
                                .expect(200)
                                .valueStream()
                                .map(it -> it.path("id").asLong()))
                        .containsExactly(order);
            }
        }
    }

    /** They wait for the one that asks the database who that is. */
    @Test
    void allRequestsOfSomebodyNobodyKnowsYetAreToldToComeBack() throws Exception {
        try (var server = GuildhallProcess.start(new Home(TestEnvironment.newHome()))) {
            var newcomer = Api.at(server.address()).client();
            server.suspendDatabase();
            List<CompletableFuture<Answer>> reads;
            try {
                reads = Stream.generate(() -> Together.meanwhile(() -> newcomer.get("/me/")))
                        .limit(WRITERS)
                        .toList();
                await().atMost(Duration.ofSeconds(25))
                        .until(() -> reads.stream().allMatch(CompletableFuture::isDone));
            } finally {
                server.resumeDatabase();
            }

            assertThat(reads).extracting(read -> read.join().status()).containsOnly(503);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> newcomer.get("/me/").status() == 200);
        }
    }

    private static List<Answer> whileItSaysNothing(GuildhallProcess server, List<Person> people) throws Exception {
        server.suspendDatabase();
        List<CompletableFuture<Answer>> writes;
        try {
            writes = people.stream()
                    .map(person -> Together.meanwhile(() -> files(person)))
                    .toList();
            await().atMost(Duration.ofSeconds(25))
                    .until(() ->
                            writes.stream().filter(CompletableFuture::isDone).count() >= WRITERS - CONNECTIONS);
        } finally {
            server.resumeDatabase();
        }
        return writes.stream().map(CompletableFuture::join).toList();
    }

    private static long untilItIsTaken(Person person) {
        return id(await().atMost(Duration.ofMinutes(1)).until(() -> files(person), answer -> answer.status() == 201));
    }

    private static Answer files(Person person) {
        return person.api()
                .send(
                        HttpMethod.POST,
                        "/api/v1/appointments/",
                        person.token(),
                        Person.anAppointment(),
                        Map.of("Idempotency-Key", "paused"));
    }

    private static long id(Answer answer) {
        return answer.body().path("id").asLong();
    }
}
