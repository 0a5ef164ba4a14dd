package dev.guildhall.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.shared.Timestamps;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How frames are written. JSON has no line breaks of its own, so one line of data is enough for everything. */
@Component
class Frames {

    private static final byte[] NULL = "null".getBytes(UTF_8);

    private final JsonMapper json;

    Frames(JsonMapper json) {
        this.json = json;
    }

    /** A frame of the protocol itself. */
    byte[] control(String event, Map<String, ?> data, @Nullable String id, @Nullable Duration retry) {
        var head = (id == null ? "" : "id: " + id + "\n")
                + (retry == null ? "" : "retry: " + retry.toMillis() + "\n")
                + "event: " + event + "\ndata: ";
        return joined(head, json.writeValueAsBytes(data), "\n\n");
    }

    /** The data of a frame, the same for all who see the same. */
    byte[] data(LiveLine line, @Nullable Object payload) {
        var seq = line.seq() == 0 ? "null" : String.valueOf(line.seq());
        var head = "{\"topic\":\"" + line.topic() + "\",\"seq\":" + seq + ",\"type\":\"" + line.type()
                + "\",\"occurred_at\":\"" + Timestamps.text(line.occurredAt()) + "\",\"payload\":";
        return joined(head, payload == null ? NULL : json.writeValueAsBytes(payload), "}");
    }

    /** A frame with these data. */
    byte[] data(String type, byte[] data, @Nullable String id) {
        return joined((id == null ? "" : "id: " + id + "\n") + "event: " + type + "\ndata: ", data, "\n\n");
    }

    private static byte[] joined(String head, byte[] middle, String tail) {
        var bytes = new ByteArrayOutputStream(head.length() + middle.length + tail.length());
        bytes.writeBytes(head.getBytes(UTF_8));
        bytes.writeBytes(middle);
        bytes.writeBytes(tail.getBytes(UTF_8));
        return bytes.toByteArray();
    }
}
