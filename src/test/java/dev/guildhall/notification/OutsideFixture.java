package dev.guildhall.notification;

import dev.guildhall.outbox.Channel;
import dev.guildhall.outbox.Couriers;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.TestClock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** Notifications on their way out of the app, sent by nodes that send when a test says so. */
final class OutsideFixture {

    private final NotificationQueries queries;
    private final DatabaseClient database;
    private final TestClock clock;
    private final Couriers nodes;

    /** Nothing else is due by the channel. */
    OutsideFixture(ListableBeanFactory beans, Medium medium) {
        queries = beans.getBean(NotificationQueries.class);
        database = beans.getBean(DatabaseClient.class);
        clock = beans.getBean(TestClock.class);
        nodes = new Couriers(beans);
        Await.done(database.sql("DELETE FROM delivery WHERE channel = $1")
                .bind(0, medium.word())
                .then());
    }

    /** Tells somebody something, where every channel is set up. */
    Mono<Void> tells(long account, String type, String title) {
        var notice = new Notice(type, title, "The text", JsonNodeFactory.instance.objectNode(), Optional.empty());
        return queries.insert(notice, new Recipients(account, null), List.of(Medium.values()), clock.instant())
                .then();
    }

    /** One node looks for what is due. */
    void sends(Channel channel) {
        Await.done(nodes.send(channel));
    }

    /** What became of what somebody was told by a channel, oldest first. */
    List<String> states(long account, Medium medium) {
        return Await.all(database.sql("""
                        SELECT state || ' ' || attempts || ' ' || coalesce(failure, '-') FROM delivery
                         WHERE account_id = $1 AND channel = $2 ORDER BY id""")
                .bind(0, account)
                .bind(1, medium.word())
                .mapValue(String.class)
                .all());
    }
}
