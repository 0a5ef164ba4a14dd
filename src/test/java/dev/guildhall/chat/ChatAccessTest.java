package dev.guildhall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who reads and deletes what, as an order goes from hand to hand. */
@GuildhallTest
class ChatAccessTest extends OfferedOrder {

    @Test
    void whoAskedKeepsTheirQuestionWhenSomebodyElseTakesTheOrder() {
        var question = ann.says(order, "Which model?").path("id").asLong();
        client.says(order, "The blue one");
        bob.takes(order);

        assertThat(texts(ann, 0)).containsExactly("Which model?");
        assertThat(texts(ann, question)).isEmpty();
        ann.delete("/messages/" + question + "/").expect(204);
    }

    @Test
    void whoseOrderWasGivenToSomebodyElseKeepsNothing() {
        ann.takes(order);
        var line = ann.says(order, "Please install this").path("id").asLong();
        api.admin()
                .post("/admin/appointments/" + order + "/assign/", Map.of("master", bob.id()))
                .expect(200);

        ann.get("/appointments/" + order + "/messages/").expect(403);
        ann.delete("/messages/" + line + "/").expect(403);
        assertThat(texts(bob, 0)).containsExactly("Please install this");
    }

    @Test
    void whatWentOnBeforeAnOrderIsOfferedAgainIsNobodysBusiness() {
        client.says(order, "Before anybody looked");
        api.admin().setsStatus(order, "AWAITING_PAYMENT");
        client.says(order, "My card is 4111");
        api.admin().setsStatus(order, "NEW");

        assertThat(texts(ann, 0)).isEmpty();
        assertThat(ann.timeline(order)).isEmpty();
        assertThat(ann.sees(order).path("unread_count").asInt()).isZero();
        assertThat(texts(client, 0)).hasSize(2);
    }

    @Test
    void aNewOrderIsOpenToQuestions() {
        client.says(order, "Hello?");

        assertThat(texts(ann, 0)).containsExactly("Hello?");
        assertThat(ann.sees(order).path("unread_count").asInt()).isEqualTo(1);
    }

    private Stream<String> texts(Person reader, long afterId) {
        return reader.get("/appointments/" + order + "/messages/?after_id=" + afterId)
                .expect(200)
                .valueStream()
                .map(message -> message.path("text"))
                .map(JsonNode::asString);
    }
}
