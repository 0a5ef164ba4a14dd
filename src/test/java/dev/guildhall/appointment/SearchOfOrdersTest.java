package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** How admins find an order among all of them. */
@GuildhallTest
class SearchOfOrdersTest {

    @Autowired
    private Api api;

    private final String brand = "Самсунг" + UUID.randomUUID();
    private Person client;
    private Person master;
    private long first;
    private long second;

    @BeforeEach
    void twoOrdersAreFiled() {
        client = api.client();
        master = api.master();
        first = files("Galaxy 100%");
        second = files("Note");
        master.takes(first);
    }

    @Test
    void byPartsOfBrandAndModelInAnyCase() {
        assertThat(found("q=" + brand.toUpperCase())).containsExactly(second, first);
        assertThat(found("q=" + brand + " galaxy 100%")).containsExactly(first);
        assertThat(found("q=" + brand + " galaxy%")).isEmpty();
    }

    @Test
    void byTheIdOrAUserName() {
        assertThat(found("q=" + first + "&client=" + client.id())).containsExactly(first);
        assertThat(found("q= " + client.username().toUpperCase() + " ")).containsExactly(second, first);
        assertThat(found("q=" + master.username())).containsExactly(first);
    }

    @Test
    void togetherWithOtherFilters() {
        assertThat(found("status=NEW&q=" + brand)).containsExactly(second);
        assertThat(found("status=NEW&q=" + master.username())).isEmpty();
    }

    @Test
    void inTheOrderOfFilingOrOfTheLatestChange() {
        assertThat(found("ordering=created_at&client=" + client.id())).containsExactly(first, second);
        assertThat(found("ordering=-created_at&client=" + client.id())).containsExactly(second, first);
        assertThat(found("ordering=updated_at&client=" + client.id())).containsExactly(second, first);
        assertThat(found("ordering=-updated_at&client=" + client.id())).containsExactly(first, second);
    }

    @Test
    void countsThoseOnAllPagesForWhoAsks() {
        var path = "/admin/appointments/?limit=1&client=" + client.id();

        assertThat(api.admin().get(path).headers().getFirst("X-Total-Count")).isNull();
        assertThat(api.admin().get(path + "&count=true").headers().getFirst("X-Total-Count"))
                .isEqualTo("2");
        api.admin().get(path + "&count=perhaps").expect(400);
    }

    /** A page that has not changed is sent again when there are more behind it. */
    @Test
    void aCountedPageHasChangedWhenTheCountHas() {
        var path = "/api/v1/admin/appointments/?limit=1&count=true&ordering=created_at&client=" + client.id();
        var seen = String.valueOf(
                api.admin().get(path.replace("/api/v1", "")).headers().getETag());
        assertThat(again(path, seen)).isEqualTo(304);

        files("One more");

        assertThat(again(path, seen)).isEqualTo(200);
    }

    @Test
    void whatIsLookedForIsNotLong() {
        api.admin().get("/admin/appointments/?q=" + "x".repeat(100)).expect(200);
        assertThat(api.admin()
                        .get("/admin/appointments/?q=" + "x".repeat(101))
                        .expect(400)
                        .propertyNames())
                .containsExactly("q");
    }

    private int again(String path, String seen) {
        return api.send(HttpMethod.GET, path, api.admin().token(), null, Map.of(HttpHeaders.IF_NONE_MATCH, seen))
                .status();
    }

    private long files(String model) {
        var order = Person.anAppointment();
        order.put("brand", brand);
        order.put("model", model);
        return client.post("/appointments/", order).expect(201).path("id").asLong();
    }

    private List<Long> found(String query) {
        return api.admin()
                .get("/admin/appointments/?" + query)
                .expect(200)
                .valueStream()
                .map(order -> order.path("id").asLong())
                .toList();
    }
}
