package dev.guildhall.live;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of one line, written once for all readers who see the same object. */
final class SharedData {

    private static final Object NOTHING = new Object();

    private final Frames frames;
    private final LiveLine line;
    private final Map<Object, byte[]> written = new IdentityHashMap<>();

    SharedData(Frames frames, LiveLine line) {
        this.frames = frames;
        this.line = line;
    }

    byte[] of(@Nullable Object payload) {
        return written.computeIfAbsent(payload == null ? NOTHING : payload, unwritten -> frames.data(line, payload));
    }
}
