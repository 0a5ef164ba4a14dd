package dev.guildhall.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends whatever it is told, however wrong, which no proper client would. Each request has a connection of its own. */
public final class RawHttp {

    /** Stands for an answer that did not come. */
    public static final String SILENCE = "No answer came";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** A request that is well-formed but for what it consists of. */
    public Reply send(String method, String target, Map<String, String> headers, byte @Nullable [] body) {
        return send(bytes(method, target, headers, body));
    }

    /** Sends these very bytes and waits for the answer. */
    public Reply send(byte[] request) {
        try (var socket = connect()) {
            write(socket, request);
            return Reply.parse(readAll(socket));
        } catch (SocketTimeoutException e) {
            return new Reply(0, Map.of(), SILENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #send(String, String, Map, byte[])}, the body a byte at a time. */
    public Reply drip(String method, String target, Map<String, String> headers, byte[] body) {
        var request = bytes(method, target, headers, body);
        try (var socket = connect()) {
            write(socket, Arrays.copyOf(request, request.length - body.length));
            for (var octet : body) {
                write(socket, new byte[] {octet});
            }
            return Reply.parse(readAll(socket));
        } catch (SocketTimeoutException e) {
            return new Reply(0, Map.of(), SILENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these very bytes and is gone, politely or not. */
    public void sendAndLeave(byte[] request, boolean politely) {
        try (var socket = connect()) {
            write(socket, request);
            socket.setSoLinger(!politely, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a request. */
    public static byte[] bytes(String method, String target, Map<String, String> headers, byte @Nullable [] body) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("Host", "localhost");
        lines.put("Connection", "close");
        if (body != null) {
            lines.put("Content-Length", String.valueOf(body.length));
        }
        lines.putAll(headers);
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        lines.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(request.toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** A server that has heard enough may close before everything is sent. */
    private static void write(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (SocketException heardEnough) {
            // What it has answered is still there to be read.
        }
    }

    /** Until the connection ends, or the answer does. */
    private static byte[] readAll(Socket socket) throws IOException {
        var received = new ByteArrayOutputStream();
        var piece = new byte[8192];
        try {
            int size = 0;
            while (size >= 0 && !isWhole(received)) {
                size = socket.getInputStream().read(piece);
                received.write(piece, 0, Math.max(0, size));
            }
        } catch (SocketException reset) {
            // As good as closed.
        }
        return received.toByteArray();
    }

    private static boolean isWhole(ByteArrayOutputStream received) {
        var text = received.toString(StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var head = end < 0 ? "" : text.substring(0, end + 2);
        if (head.startsWith("HTTP/1.1 204")
                || head.toLowerCase(Locale.ROOT).contains("\r\ncontent-type: text/event-stream")) {
            // The one has no body, the other no end to wait for.
            return true;
        }
        var length = LENGTH.matcher(head);
        return length.find() && text.length() >= end + 4 + Integer.parseInt(length.group(1));
    }

    /**
     * What came back.
     *
     * @param status 0 if none came within 20 s, or the connection was closed without a word
     * @param headers by their names in small letters
     */
    public record Reply(int status, Map<String, String> headers, String body) {

        private static Reply parse(byte[] received) {
            var text = new String(received, StandardCharsets.ISO_8859_1);
            var end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Reply(0, Map.of(), text);
            }
            var lines = text.substring(0, end).split("\r\n");
            var headers = new LinkedHashMap<String, String>();
            for (int i = 1; i < lines.length; i++) {
                var colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            var status = Integer.parseInt(lines[0].split(" ")[1]);
            var body = text.substring(end + 4);
            var whole = "chunked".equals(headers.get("transfer-encoding")) ? dechunked(body) : body;
            return new Reply(
                    status, headers, new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }

        private static String dechunked(String body) {
            var whole = new StringBuilder();
            var at = 0;
            while (true) {
                var lineEnd = body.indexOf("\r\n", at);
                var size = lineEnd < 0
                        ? 0
                        : Integer.parseInt(body.substring(at, lineEnd).strip(), 16);
                if (size == 0) {
                    return whole.toString();
                }
                var chunkEnd = Math.min(body.length(), lineEnd + 2 + size);
                whole.append(body, lineEnd + 2, chunkEnd);
                at = chunkEnd + 2;
            }
        }
    }
}
