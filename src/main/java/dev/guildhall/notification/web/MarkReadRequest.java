package dev.guildhall.notification.web;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Fields;
import java.util.List;

/**
 * Which notifications somebody has read.
 *
 * @param all whether all are meant, whatever the ids
 */
record MarkReadRequest(boolean all, List<Long> ids) {

    static MarkReadRequest read(Fields fields) {
        var wanted = new MarkReadRequest(
                fields.bool("mark_all", false), fields.integers("notification_ids", 1, Long.MAX_VALUE));
        fields.check();
        if (!wanted.all() && wanted.ids().isEmpty()) {
            throw InvalidFields.ofWhole("notification.nothing_to_mark");
        }
        return wanted;
    }
}
