package dev.guildhall.storage.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

/**
 * How a file is handed to a browser. Only what its bytes prove to be a picture is shown, and a PDF within a page of ours; everything else is
 * saved, as text or as mere bytes, and never as anything a browser could run.
 */
record Presentation(MediaType type, boolean shown) {

    private static final Set<String> SHOWABLE = Set.of("png", "jpg", "jpeg", "pdf");
    private static final Set<String> TEXTS = Set.of("txt", "log");
    private static final Map<MediaType, String> SIGNATURES = Map.of(
            MediaType.IMAGE_PNG, "\u0089PNG\r\n\u001a\n",
            MediaType.IMAGE_JPEG, "\u00ff\u00d8\u00ff",
            MediaType.APPLICATION_PDF, "%PDF-");

    /** @param framed whether a page asks for it to show it within itself */
    static Presentation of(String name, ByteBuffer head, boolean framed) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        if (TEXTS.contains(extension)) {
            return new Presentation(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8), false);
        }
        return SHOWABLE.contains(extension)
                ? byContent(head, framed)
                : new Presentation(MediaType.APPLICATION_OCTET_STREAM, false);
    }

    ContentDisposition disposition(String name) {
        return (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name)
                .build();
    }

    /** A PDF within a page has to come from where the page does. */
    boolean isFramed() {
        return shown && isPdf();
    }

    /** Browsers show no PDF in a sandbox; their viewers are one of their own. */
    String policy() {
        return isPdf()
                ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
                : "sandbox; default-src 'none'";
    }

    /** A PDF is shown within the page of its order. */
    String framing() {
        return isPdf() ? "SAMEORIGIN" : "DENY";
    }

    private boolean isPdf() {
        return type.equals(MediaType.APPLICATION_PDF);
    }

    private static Presentation byContent(ByteBuffer head, boolean framed) {
        var beginning = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
        return SIGNATURES.entrySet().stream()
                .filter(signature -> beginning.startsWith(signature.getValue()))
                .findFirst()
                .map(Map.Entry::getKey)
                .map(type -> new Presentation(type, framed || !type.equals(MediaType.APPLICATION_PDF)))
                .orElseGet(() -> new Presentation(MediaType.APPLICATION_OCTET_STREAM, false));
    }
}
