package dev.guildhall.storage;

import dev.guildhall.shared.Setting;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the bucket is and who may use it.
 *
 * @param endpoint {@code S3_ENDPOINT}, e.g. {@code https://minio.example.org:9000}; when blank, Amazon's own of the region
 * @param region {@code S3_REGION}
 * @param bucket {@code S3_BUCKET}, which exists
 * @param accessKey {@code S3_ACCESS_KEY}
 * @param secretKey {@code S3_SECRET_KEY}
 * @param pathStyle {@code S3_PATH_STYLE}: whether the bucket is a part of the path, or else of the host's name
 * @param prefix {@code S3_PREFIX}: what all keys begin with in the bucket, e.g. {@code guildhall/}
 * @param presigned {@code S3_PRESIGNED}: whether readers are sent to the bucket, or else are given the bytes by us
 */
record S3Settings(
        String endpoint,
        String region,
        String bucket,
        String accessKey,
        String secretKey,
        String pathStyle,
        String prefix,
        String presigned) {

    private static final Pattern ENDPOINT = Pattern.compile("https?://[^\\s/?#@]+/?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,253}[a-zA-Z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z0-9][a-zA-Z0-9._-]*/)*");

    /** Refuses what cannot work; only asked when there is to be a bucket. */
    void check() {
        require(
                endpoint.isBlank() || ENDPOINT.matcher(endpoint.strip()).matches(),
                "S3_ENDPOINT",
                endpoint,
                "an address such as https://s3.example.org, without a path");
        require(REGION.matcher(region).matches(), "S3_REGION", region, "a region such as eu-central-1");
        require(BUCKET.matcher(bucket).matches(), "S3_BUCKET", bucket, "the name of a bucket when MEDIA_STORE is s3");
        require(!accessKey.isBlank(), "S3_ACCESS_KEY", accessKey, "given when MEDIA_STORE is s3");
        require(!secretKey.isBlank(), "S3_SECRET_KEY", secretKey, "given when MEDIA_STORE is s3");
        require(PREFIX.matcher(prefix).matches(), "S3_PREFIX", prefix, "empty, or end in a slash, such as guildhall/");
        new Setting("S3_PATH_STYLE", pathStyle).flag();
        new Setting("S3_PRESIGNED", presigned).flag();
    }

    Optional<URI> address() {
        return endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint.strip()));
    }

    boolean bucketInPath() {
        return new Setting("S3_PATH_STYLE", pathStyle).flag();
    }

    boolean sendsReadersToTheBucket() {
        return new Setting("S3_PRESIGNED", presigned).flag();
    }

    /** Without the secret, wherever it may be printed. */
    @Override
    public String toString() {
        return "S3Settings[" + endpoint + " " + region + " " + bucket + "/" + prefix + "]";
    }

    private static void require(boolean holds, String variable, String text, String expectation) {
        if (!holds) {
            throw new Setting(variable, text).refused(expectation);
        }
    }
}
