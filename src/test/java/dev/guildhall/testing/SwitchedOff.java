package dev.guildhall.testing;

import static org.awaitility.Awaitility.await;

import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import java.util.List;
import java.util.Map;

/** A part of the platform that an admin has switched off, until this is closed: {@code try (var off = SwitchedOff.by(…)) { … }}. */
public final class SwitchedOff implements AutoCloseable {

    private final Person admin;
    private final Switch part;

    private SwitchedOff(Person admin, Switch part) {
        this.admin = admin;
        this.part = part;
    }

    /** @param nodes that have to know it */
    public static SwitchedOff by(Person admin, Switch part, FeatureFlags... nodes) {
        admin.setsFlag(part, Map.of("is_enabled", false));
        await().until(() -> List.of(nodes).stream().noneMatch(node -> Await.value(node.isOn(part))));
        return new SwitchedOff(admin, part);
    }

    @Override
    public void close() {
        admin.setsFlag(part, Map.of("is_enabled", true));
    }
}
