package dev.guildhall.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;

/**
 * A real S3 server for the tests of this JVM, which keeps its buckets in memory and looks at every signature; started when first asked
 * for. It speaks the protocol as clients of Amazon do, knows ranges, pages of lists, presigned links and their ends.
 */
public final class TestS3 {

    public static final String BUCKET = "guildhall-media";
    public static final String ACCESS_KEY = "test-access";
    public static final String SECRET_KEY = "test-secret-hushhush";

    private static final BlobStore BLOBS = blobs();
    private static final S3Proxy SERVER = start();

    private TestS3() {}

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getPort();
    }

    /** The names of all objects in the bucket. */
    public static List<String> objects() {
        return BLOBS.list(BUCKET, new ListContainerOptions().recursive()).stream()
                .map(object -> object.getName())
                .toList();
    }

    /** The settings by which an installation uses it. */
    public static Map<String, String> settings() {
        return Map.of(
                "MEDIA_STORE", "s3",
                "S3_ENDPOINT", url(),
                "S3_BUCKET", BUCKET,
                "S3_ACCESS_KEY", ACCESS_KEY,
                "S3_SECRET_KEY", SECRET_KEY);
    }

    private static BlobStore blobs() {
        var store = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("identity", "credential")
                .build(BlobStoreContext.class)
                .getBlobStore();
        store.createContainerInLocation(null, BUCKET);
        return store;
    }

    private static S3Proxy start() {
        try {
            var server = S3Proxy.builder()
                    .blobStore(BLOBS)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            server.start();
            return server;
        } catch (Exception failure) {
            throw new IllegalStateException("The S3 server does not start", failure);
        }
    }
}
