package dev.guildhall.demo;

import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
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

    private static Upload received(String name) throws IOException {
        var content = new ClassPathResource("demo/" + name).getContentAsByteArray();
        var file = Files.write(Files.createTempFile("guildhall-demo", null), content);
        var head = Arrays.copyOf(content, Math.min(content.length, HEAD_BYTES));
        return new Upload(name, file, content.length, ByteBuffer.wrap(head).asReadOnlyBuffer());
    }
}
