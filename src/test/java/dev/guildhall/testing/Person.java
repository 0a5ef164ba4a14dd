package dev.guildhall.testing;

import dev.guildhall.flag.Switch;
import dev.guildhall.testing.Api.Answer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/** Somebody who is signed in. Paths are relative to {@code /api/v1}. */
public record Person(Api api, long id, String username, String token) {

    public Answer get(String path) {
        return api.send(HttpMethod.GET, "/api/v1" + path, token, null);
    }

    public Answer post(String path) {
        return post(path, null);
    }

    public Answer post(String path, @Nullable Object body) {
        return api.send(HttpMethod.POST, "/api/v1" + path, token, body);
    }

    public Answer put(String path, Object body) {
        return api.send(HttpMethod.PUT, "/api/v1" + path, token, body);
    }

    public Answer patch(String path, Object body) {
        return api.send(HttpMethod.PATCH, "/api/v1" + path, token, body);
    }

    public Answer delete(String path) {
        return api.send(HttpMethod.DELETE, "/api/v1" + path, token, null);
    }

    /** Files an order and tells its id. */
    public long files() {
        return post("/appointments/", anAppointment()).expect(201).path("id").asLong();
    }

    public JsonNode takes(long order) {
        return act(order, "take", null).expect(200);
    }

    public JsonNode prices(long order, int price) {
        return act(order, "set-price", Map.of("total_price", price)).expect(200);
    }

    /** Uploads a proof and says it is paid. */
    public JsonNode pays(long order) {
        act(order, "upload-payment-proof", file("payment_proof", "proof.png")).expect(200);
        return act(order, "mark-paid", Map.of("payment_method", "crypto")).expect(200);
    }

    public JsonNode confirms(long order) {
        return act(order, "confirm-payment", null).expect(200);
    }

    public JsonNode starts(long order) {
        return act(order, "start", null).expect(200);
    }

    public JsonNode completes(long order) {
        return act(order, "complete", null).expect(200);
    }

    public JsonNode says(long order, String text) {
        return act(order, "messages", Map.of("text", text)).expect(201);
    }

    public JsonNode sees(long order) {
        return get("/appointments/" + order + "/").expect(200);
    }

    public JsonNode timeline(long order) {
        return get("/appointments/" + order + "/events/").expect(200);
    }

    public JsonNode me() {
        return get("/me/").expect(200).path("user");
    }

    /** As an admin. */
    public JsonNode setsStatus(long order, String status) {
        return post("/admin/appointments/" + order + "/set-status/", Map.of("status", status))
                .expect(200);
    }

    /** As an admin: makes a rule by which every order that is filed gets a tag, and tells its id. */
    public long tagsEveryOrder(String tag) {
        var rule = Map.of(
                "name",
                tag,
                "trigger_event_type",
                "appointment.created",
                "condition_json",
                Map.of(),
                "action_json",
                Map.of("type", "assign_tag", "tag", tag),
                "is_active",
                true);
        return post("/admin/rules/", rule).expect(201).path("id").asLong();
    }

    /** As an admin: changes the flag of a switch. */
    public void setsFlag(Switch part, Map<String, Object> change) {
        var flags = "/admin/feature-flags/";
        var flag = get(flags)
                .expect(200)
                .valueStream()
                .filter(it -> it.path("name").asString().equals(part.flag()))
                .findFirst()
                .orElseThrow();
        patch(flags + flag.path("id").asLong() + "/", change).expect(200);
    }

    public Answer act(long order, String action, @Nullable Object body) {
        return post("/appointments/" + order + "/" + action + "/", body);
    }

    /** The fields of an order; bend what the test is about. */
    public static Map<String, Object> anAppointment() {
        return new HashMap<>(Map.of(
                "brand",
                "Samsung",
                "model",
                "A50",
                "lock_type",
                "PIN",
                "has_pc",
                true,
                "description",
                "Forgot the code"));
    }

    /** A multipart body with one small picture, like no other. */
    public static MultiValueMap<String, Object> file(String field, String name) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add(field, new ByteArrayResource(picture()) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return parts;
    }

    private static byte[] picture() {
        var number = UUID.randomUUID();
        return ByteBuffer.allocate(24)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putLong(number.getMostSignificantBits())
                .putLong(number.getLeastSignificantBits())
                .array();
    }
}
