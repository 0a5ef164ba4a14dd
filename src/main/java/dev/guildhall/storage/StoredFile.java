package dev.guildhall.storage;

import java.nio.ByteBuffer;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/**
 * A file that is there.
 *
 * @param size in bytes
 * @param head the first bytes, at most {@value #HEAD_BYTES}, enough to tell what kind of file it is; read-only
 * @param content all bytes, read when somebody subscribes; NotFound when the file was deleted meanwhile
 */
public record StoredFile(long size, ByteBuffer head, Flux<DataBuffer> content) {

    static final int HEAD_BYTES = 16;
}
