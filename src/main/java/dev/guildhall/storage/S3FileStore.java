package dev.guildhall.storage;

import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Unavailable;
import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Files in a bucket of an S3-compatible server. Each is put by one request that says how long it is, so that it is there whole or not at
 * all; it goes from disk to the network in pieces, as it comes back. A server that is away is {@link Unavailable}.
 */
final class S3FileStore implements FileStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3FileStore.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** Of one request with its repetitions: ten megabytes have a minute. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration LINK_LIFE = Duration.ofHours(1);
    private static final int CONNECTIONS = 50;

    private final String bucket;
    private final String prefix;
    private final S3AsyncClient client;
    private final S3Presigner presigner;
    private final boolean presigned;
    private final Keys keys;

    S3FileStore(S3Settings settings, Clock clock) {
        this.keys = new Keys(clock);
        this.bucket = settings.bucket();
        this.prefix = settings.prefix();
        this.presigned = settings.sendsReadersToTheBucket();
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                settings.accessKey().strip(), settings.secretKey().strip()));
        var region = Region.of(settings.region());
        var style = S3Configuration.builder()
                .pathStyleAccessEnabled(settings.bucketInPath())
                .build();
        // Checksums that only Amazon's own server knows are left out: TLS and the length guard the bytes.
        var connecting = S3AsyncClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(style)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(SILENCE)
                        .readTimeout(SILENCE)
                        .writeTimeout(SILENCE));
        var signing = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(style);
        settings.address().ifPresent(address -> {
            connecting.endpointOverride(address);
            signing.endpointOverride(address);
        });
        this.client = connecting.build();
        this.presigner = signing.build();
    }

    @Override
    public Mono<String> keep(Upload upload, Category category) {
        return Mono.defer(() -> {
            var key = keys.next(upload, category);
            return request(() -> client.putObject(
                            put -> put.bucket(bucket).key(prefix + key).contentLength(upload.size()),
                            AsyncRequestBody.fromFile(upload.content())))
                    .then(forget(upload))
                    .thenReturn(key);
        });
    }

    @Override
    public Mono<Void> putBack(String key, Path file) {
        return known(key)
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException(key + " is no key of a file")))
                .filterWhen(name -> find(key).hasElement().map(isThere -> !isThere))
                .flatMap(name -> request(
                        () -> client.putObject(put -> put.bucket(bucket).key(name), AsyncRequestBody.fromFile(file))))
                .then();
    }

    @Override
    public Mono<Void> delete(String key) {
        return known(key)
                .flatMap(name -> request(
                        () -> client.deleteObject(it -> it.bucket(bucket).key(name))))
                .then();
    }

    /** Asks for the beginning, which tells as well how long it is; for the rest when somebody wants it. */
    @Override
    public Mono<StoredFile> find(String key) {
        return known(key)
                .flatMap(name -> request(() -> client.getObject(
                                get -> get.bucket(bucket).key(name).range("bytes=0-" + (StoredFile.HEAD_BYTES - 1)),
                                AsyncResponseTransformer.toBytes()))
                        .map(beginning -> stored(name, beginning)))
                .onErrorResume(NoSuchKeyException.class, missing -> Mono.empty());
    }

    @Override
    public Flux<Listed> list() {
        return Flux.fromArray(Category.values())
                .concatMap(category -> Flux.from(
                        client.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(prefix + category.folder() + "/"))
                                .contents()))
                .filter(object -> Keys.isKey(key(object)))
                .map(object -> new Listed(key(object), object.lastModified()))
                .onErrorMap(CompletionException.class, Throwable::getCause)
                .onErrorMap(SdkException.class, S3FileStore::away);
    }

    @Override
    public Mono<URI> link(String key, MediaType type, ContentDisposition disposition) {
        return presigned ? known(key).map(name -> presign(name, type, disposition)) : Mono.empty();
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }

    private URI presign(String name, MediaType type, ContentDisposition disposition) {
        var signed = presigner.presignGetObject(
                it -> it.signatureDuration(LINK_LIFE).getObjectRequest(get -> get.bucket(bucket)
                        .key(name)
                        .responseContentType(type.toString())
                        .responseContentDisposition(disposition.toString())
                        .responseCacheControl("private, max-age=300")));
        return URI.create(signed.url().toString());
    }

    private StoredFile stored(String name, ResponseBytes<GetObjectResponse> beginning) {
        return new StoredFile(size(beginning.response()), beginning.asByteBuffer(), content(name));
    }

    /** A server that knows no ranges answers with all of it. */
    private static long size(GetObjectResponse response) {
        var range = response.contentRange();
        return range == null ? response.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    private Flux<DataBuffer> content(String name) {
        return request(() ->
                        client.getObject(get -> get.bucket(bucket).key(name), AsyncResponseTransformer.toPublisher()))
                .flatMapMany(Flux::<ByteBuffer>from)
                .onErrorMap(SdkException.class, S3FileStore::away)
                .onErrorMap(NoSuchKeyException.class, deleted -> new NotFound("error.not_found"))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private Mono<String> known(String key) {
        return Keys.isKey(key) ? Mono.just(prefix + key) : Mono.empty();
    }

    private String key(S3Object object) {
        return object.key().substring(prefix.length());
    }

    private static <T> Mono<T> request(Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request)
                .onErrorMap(CompletionException.class, Throwable::getCause)
                .onErrorMap(SdkException.class, S3FileStore::away);
    }

    /** What went wrong with the server is for the log; that there is no such file is for the caller. */
    private static Throwable away(Throwable failure) {
        if (failure instanceof NoSuchKeyException) {
            return failure;
        }
        LOG.error("The S3 server has failed: {}", failure.toString());
        return new Unavailable("error.unavailable");
    }

    private static Mono<Void> forget(Upload upload) {
        return Mono.fromCallable(() -> Files.deleteIfExists(upload.content()))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(IOException.class, failure -> {
                    LOG.warn("Cannot delete the temporary file {}", upload.content(), failure);
                    return Mono.empty();
                })
                .then();
    }
}
