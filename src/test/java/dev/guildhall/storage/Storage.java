package dev.guildhall.storage;

import dev.guildhall.shared.web.BaseUrls;
import java.nio.file.Path;
import java.time.Clock;

/** Lets tests of other packages have a store and links to it. */
public final class Storage {

    private Storage() {}

    public static FileStore in(Path root) {
        return new LocalFileStore(root);
    }

    public static FileLinks links(BaseUrls baseUrls, Clock clock) {
        return new FileLinks(() -> new byte[32], baseUrls, clock);
    }
}
