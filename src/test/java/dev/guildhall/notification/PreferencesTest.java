package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@GuildhallTest
class PreferencesTest {

    private static final String PATH = "/me/notification-preferences/";

    @Autowired
    private Api api;

    @Autowired
    private PreferencesService preferences;

    private Person ann;

    @BeforeEach
    void somebodyIsThere() {
        ann = api.client();
    }

    @Test
    void everythingIsWantedUntilSomebodySaysOtherwise() {
        var given = get();

        assertThat(given.path("types").propertyNames())
                .containsExactly("system", "appointment", "payment", "security", "other");
        assertThat(given.path("types").valueStream())
                .allMatch(type ->
                        type.path("telegram").asBoolean() && type.path("email").asBoolean());
        assertThat(given.path("quiet_hours").isNull()).isTrue();
        assertThat(given.path("email").isNull()).isTrue();
        assertThat(given.path("language").asString()).isEqualTo("ru");
        var telegram = given.path("channels").path("telegram");
        assertThat(telegram.path("enabled").asBoolean()).isTrue();
        assertThat(telegram.path("available").asBoolean())
                .as("nothing of a test goes out into the world")
                .isFalse();
        assertThat(telegram.path("address").asString()).startsWith("tg");
    }

    @Test
    void changesWhatIsMentionedAndLeavesTheRest() {
        change(Map.of(
                "types",
                Map.of("payment", Map.of("telegram", false), "system", Map.of("email", false)),
                "quiet_hours",
                Map.of("from", "22:00", "to", "07:30", "time_zone", "Asia/Tashkent"),
                "email",
                " ann@example.org ",
                "language",
                "en"));
        change(Map.of("types", Map.of("system", Map.of("email", true))));

        var given = get();
        assertThat(given.path("types").path("payment").toString()).isEqualTo("{\"telegram\":false,\"email\":true}");
        assertThat(given.path("types").path("system").toString()).isEqualTo("{\"telegram\":true,\"email\":true}");
        assertThat(given.path("quiet_hours").toString())
                .isEqualTo("{\"from\":\"22:00\",\"to\":\"07:30\",\"time_zone\":\"Asia/Tashkent\"}");
        assertThat(given.path("email").asString()).isEqualTo("ann@example.org");
        assertThat(given.path("channels").path("email").path("address").asString())
                .isEqualTo("ann@example.org");
        assertThat(given.path("language").asString()).isEqualTo("en");
    }

    @Test
    void nullTakesAwayTheQuietHoursAndTheAddress() {
        change(Map.of(
                "quiet_hours",
                Map.of("from", "22:00", "to", "07:30", "time_zone", "Asia/Tashkent"),
                "email",
                "ann@example.org"));
        change(Collections.singletonMap("quiet_hours", null));
        assertThat(get().path("email").asString()).isEqualTo("ann@example.org");
        change(Collections.singletonMap("email", null));

        assertThat(get().path("quiet_hours").isNull()).isTrue();
        assertThat(get().path("email").isNull()).isTrue();
    }

    @Test
    void everybodyHasTheirOwn() {
        change(Map.of("language", "en"));

        assertThat(api.client().get(PATH).expect(200).path("language").asString())
                .isEqualTo("ru");
    }

    @Test
    void noChangeIsLostToAnotherAtTheSameTime() {
        Await.all(Flux.fromArray(Kind.values())
                .flatMap(kind -> preferences.change(ann.id(), before -> before.with(kind, Medium.TELEGRAM, false))));

        assertThat(get().path("types").valueStream())
                .noneMatch(type -> type.path("telegram").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"types": {"weather": {"telegram": false}}}                                                | weather
            {"types": {"system": {"pigeon": false}}}                                                   | pigeon
            {"types": {"system": {"telegram": "perhaps"}}}                                             | telegram
            {"types": {"system": null}}                                                                | system
            {"types": []}                                                                              | types
            {"types": null}                                                                            | types
            {"channels": {"pigeon": {"enabled": true}}}                                                | pigeon
            {"channels": {"telegram": {"enabled": null}}}                                              | enabled
            {"quiet_hours": {"from": "24:00", "to": "07:00", "time_zone": "Europe/Berlin"}}            | from
            {"quiet_hours": {"from": "22:00", "to": "7", "time_zone": "Europe/Berlin"}}                | to
            {"quiet_hours": {"from": "22:00", "to": "22:00", "time_zone": "Europe/Berlin"}}            | to
            {"quiet_hours": {"from": "22:00", "to": "07:00", "time_zone": "Mars/Olympus"}}             | time_zone
            {"quiet_hours": {"from": "22:00", "to": "07:00", "time_zone": "+99:00"}}                   | time_zone
            {"quiet_hours": {"from": "22:00", "to": "07:00"}}                                          | time_zone
            {"quiet_hours": {"from": null, "to": "07:00", "time_zone": "Europe/Berlin"}}               | from
            {"quiet_hours": "always"}                                                                  | quiet_hours
            {"email": "nobody"}                                                                        | email
            {"email": "a@b.c\\r\\nBcc: d@e.f"}                                                         | email
            {"email": 7}                                                                               | email
            {"language": "tlh"}                                                                        | language""")
    void namesTheFieldThatMakesNoSense(String body, String field) {
        var before = get().toString();
        var refused = api.send(HttpMethod.PATCH, "/api/v1" + PATH, ann.token(), body);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().propertyNames()).containsExactly(field);
        assertThat(get().toString()).isEqualTo(before);
    }

    private JsonNode get() {
        return ann.get(PATH).expect(200);
    }

    private void change(Map<String, ?> change) {
        ann.patch(PATH, change).expect(200);
    }
}
