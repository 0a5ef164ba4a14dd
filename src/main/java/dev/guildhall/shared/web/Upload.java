package dev.guildhall.shared.web;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file part of a request, received into a temporary file that lives as long as the request.
 *
 * @param field the name of the part
 * @param filename as the sender calls it, without directories
 * @param content where it is, on routes that take files; nothing is there on others
 * @param size in bytes; what exceeds the limit is not kept, only counted up to the first byte too many
 * @param head the first bytes of the content, at most {@value #HEAD_SIZE}, for telling what it is; read-only
 */
public record Upload(String field, String filename, Path content, long size, ByteBuffer head) {

    /** The largest file that is accepted, in bytes. */
    public static final long MAX_SIZE = 10L * 1024 * 1024;

    static final int HEAD_SIZE = 512;

    /** What follows the last dot of the name, in lower case and with the dot; empty when there is nothing before or behind it. */
    public String extension() {
        int dot = filename.lastIndexOf('.');
        return dot > 0 && dot < filename.length() - 1 ? filename.substring(dot).toLowerCase(Locale.ROOT) : "";
    }
}
