package dev.guildhall.webhook.web;

import dev.guildhall.shared.web.Fields;
import dev.guildhall.webhook.Webhook.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as an admin sends it. */
final class WebhookRequest {

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 200;
    private static final int LONGEST_TYPE = 120;
    private static final int MOST_TYPES = 100;

    private WebhookRequest() {}

    /** All of it: the address is required, and in a form a missing boolean does not say no. */
    static Change whole(Fields fields) {
        return read(fields, fields.text("url", LONGEST_URL));
    }

    /** Only what is mentioned. */
    static Change part(Fields fields) {
        return read(fields, fields.has("url") ? fields.text("url", LONGEST_URL) : null);
    }

    private static Change read(Fields fields, @Nullable String url) {
        var change = new Change(
                url,
                fields.has("description") ? fields.text("description", LONGEST_DESCRIPTION, "") : null,
                fields.has("event_types") ? eventTypes(fields) : null,
                fields.has("is_enabled") ? fields.bool("is_enabled").orElse(null) : null);
        fields.check();
        return change;
    }

    private static List<String> eventTypes(Fields fields) {
        var types = fields.texts("event_types").stream().distinct().toList();
        if (types.size() > MOST_TYPES) {
            fields.reject("event_types", "field.list_size", MOST_TYPES);
        }
        for (var i = 0; i < types.size(); i++) {
            if (types.get(i).length() > LONGEST_TYPE) {
                fields.rejectElement("event_types", i, "field.max_length", LONGEST_TYPE);
            }
        }
        return types;
    }
}
