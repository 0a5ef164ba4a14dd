package dev.guildhall.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.BusinessDays;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How admins find what happened. */
@GuildhallTest
class EventFiltersTest {

    @Autowired
    private Api api;

    @Autowired
    private BusinessDays days;

    @Autowired
    private Clock clock;

    private Person client;
    private Person master;

    @BeforeEach
    void twoPeopleDoSomething() {
        client = api.client();
        master = api.master();
        master.takes(client.files());
    }

    @Test
    void byWhoDidIt() {
        assertThat(types("actor=" + client.id())).containsExactly("appointment.created");
        assertThat(types("actor=" + master.username())).isNotEmpty().doesNotContain("appointment.created");
        assertThat(types("actor=nobody-of-this-name")).isEmpty();
    }

    @Test
    void byDays() {
        var ours = "actor=" + client.id();
        var today = days.dayOf(clock.instant());

        assertThat(types(ours + "&from=" + today.minusDays(1) + "&to=" + today)).hasSize(1);
        assertThat(types(ours + "&from=" + today.plusDays(1))).isEmpty();
        assertThat(types(ours + "&to=" + today.minusDays(1))).isEmpty();
        assertThat(api.admin()
                        .get("/events/?from=yesterday&to=2026-02-30")
                        .expect(400)
                        .propertyNames())
                .containsExactlyInAnyOrder("from", "to");
    }

    private List<String> types(String query) {
        return api.admin()
                .get("/events/?" + query)
                .expect(200)
                .valueStream()
                .map(event -> event.path("event_type").asString())
                .toList();
    }
}
