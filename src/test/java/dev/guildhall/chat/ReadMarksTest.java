package dev.guildhall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How far somebody has read, as others see it. */
@GuildhallTest
class ReadMarksTest extends OfferedOrder {

    @Test
    void theSidesAreThereBeforeTheyHaveReadAnything() {
        ann.takes(order);

        assertThat(marks(client)).isEqualTo(Map.of(client.username(), 0L, ann.username(), 0L));
    }

    @Test
    void eachSideSeesHowFarTheOtherHasRead() {
        ann.takes(order);
        var line = says(client, "Hello");
        reads(ann, line);

        var mark = client.get("/appointments/" + order + "/read-marks/")
                .expect(200)
                .path(1);

        assertThat(mark.path("account").asLong()).isEqualTo(ann.id());
        assertThat(mark.path("username").asString()).isEqualTo(ann.username());
        assertThat(mark.path("last_read_message_id").asLong()).isEqualTo(line);
        assertThat(marks(ann)).isEqualTo(marks(client));
    }

    @Test
    void anAdminWhoReadsAlongHasAMarkAndSeesThoseOfTheSides() {
        var support = api.admin("support");
        var line = says(client, "Hello");
        assertThat(marks(support)).isEqualTo(Map.of(client.username(), 0L));

        reads(support, line);

        assertThat(marks(client)).isEqualTo(Map.of(client.username(), 0L, support.username(), line));
    }

    @Test
    void aMasterToWhomANewOrderIsOfferedSeesThem() {
        reads(client, says(client, "Hello?"));

        assertThat(marks(ann)).containsOnlyKeys(client.username());
    }

    @Test
    void aMasterWhoOnlyAskedSeesTheirOwnWhenSomebodyElseTakesTheOrder() {
        var question = says(ann, "Which model?");
        reads(ann, question);
        bob.takes(order);

        assertThat(marks(ann)).isEqualTo(Map.of(ann.username(), question));
        assertThat(marks(bob)).containsOnlyKeys(client.username(), ann.username(), bob.username());
    }

    @Test
    void whoReadAnOrderBeforeItIsOfferedAgainIsNobodysBusiness() {
        reads(client, says(client, "Before anybody looked"));
        api.admin().setsStatus(order, "AWAITING_PAYMENT");
        api.admin().setsStatus(order, "NEW");

        assertThat(marks(ann)).isEmpty();
    }

    @Test
    void whoMayNotReadTheChatSeesNone() {
        ann.takes(order);
        var path = "/appointments/" + order + "/read-marks/";

        api.client().get(path).expect(403);
        bob.get(path).expect(403);
        api.admin("finance").get(path).expect(403);
        client.get("/appointments/" + Long.MAX_VALUE + "/read-marks/").expect(404);
    }

    private Map<String, Long> marks(Person reader) {
        return reader.get("/appointments/" + order + "/read-marks/")
                .expect(200)
                .valueStream()
                .collect(Collectors.toMap(
                        mark -> mark.path("username").asString(),
                        mark -> mark.path("last_read_message_id").asLong()));
    }

    private long says(Person person, String text) {
        return person.says(order, text).path("id").asLong();
    }

    private void reads(Person person, long message) {
        person.act(order, "read", Map.of("last_read_message_id", message)).expect(200);
    }
}
