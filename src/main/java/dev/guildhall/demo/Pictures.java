package dev.guildhall.demo;

import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files as people would upload them, each a new one. */
@Component
@Profile("demo | cli")
class Pictures {

    private static final int HEAD_BYTES = 512;

    Mono<Upload> receipt() {
        return upload("receipt.png");
    }

    Mono<Upload> lockScreen() {
        return upload("lock-screen.png");
    }

    private static Mono<Upload> upload(String name) {
        return Mono.fromCallable(() -> received(name)).subscribeOn(Schedulers.boundedElastic());
    }

    /** No two photographs are alike, not even of the same thing: behind the end of a picture nobody looks. */
    private static byte[] taken(byte[] picture) {
        var moment = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        var content = Arrays.copyOf(picture, picture.length + moment.length);
        System.arraycopy(moment, 0, content, picture.length, moment.length);
        return content;
    }

    private static Upload received(String name) throws IOException {
        var content = taken(new ClassPathResource("demo/" + name).getContentAsByteArray());
        var file = Files.write(Files.createTempFile("guildhall-demo", null), content);
        var head = Arrays.copyOf(content, Math.min(content.length, HEAD_BYTES));
        return new Upload(
                "file", name, file, content.length, ByteBuffer.wrap(head).asReadOnlyBuffer());
    }
}
