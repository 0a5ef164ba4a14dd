package dev.guildhall.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes multipart bodies, correct ones unless told otherwise. */
public final class Multipart {

    public static final String TYPE = "multipart/form-data; boundary=frontier";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Multipart text(String name, String value) {
        return part("form-data; name=\"" + name + '"', value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(String name, String filename, byte[] content) {
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + filename + "\"\r\nContent-Type: image/png", content);
    }

    /** A part with this very content disposition. */
    public Multipart part(String disposition, byte[] content) {
        body.writeBytes(
                ("--frontier\r\nContent-Disposition: " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Everything so far, without the closing delimiter. */
    public byte[] open() {
        return body.toByteArray();
    }

    public byte[] closed() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(open());
        whole.writeBytes("--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
