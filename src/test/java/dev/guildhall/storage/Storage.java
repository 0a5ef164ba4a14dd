package dev.guildhall.storage;

import dev.guildhall.shared.web.BaseUrls;
import dev.guildhall.testing.TestS3;
import java.nio.file.Path;
import java.time.Clock;

/** Lets tests of other packages have a store and links to it. */
public final class Storage {

    private Storage() {}

    public static FileStore in(Path root, Clock clock) {
        return new LocalFileStore(root, clock);
    }

    /** A store in the bucket of {@link TestS3}, for which somebody else has to see that it is closed. */
    public static FileStore inBucket(String prefix) {
        return new S3FileStore(
                new S3Settings(
                        TestS3.url(),
                        "us-east-1",
                        TestS3.BUCKET,
                        TestS3.ACCESS_KEY,
                        TestS3.SECRET_KEY,
                        "true",
                        prefix,
                        "true"),
                Clock.systemUTC());
    }

    public static FileLinks links(BaseUrls baseUrls, Clock clock) {
        return new FileLinks(() -> new byte[32], baseUrls, clock);
    }
}
