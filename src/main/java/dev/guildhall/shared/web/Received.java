package dev.guildhall.shared.web;

import java.io.ByteArrayOutputStream;

/** The bytes of a body, kept up to a limit and only counted from there on, so that the sender is read to the end and then told. */
final class Received {

    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    Received(int limit) {
        this.limit = limit;
    }

    void add(byte[] piece) {
        size += piece.length;
        if (size <= limit) {
            kept.writeBytes(piece);
        }
    }

    long size() {
        return size;
    }

    boolean isTooLarge() {
        return size > limit;
    }

    byte[] toByteArray() {
        return kept.toByteArray();
    }
}
