package dev.guildhall.shared.web;

import dev.guildhall.shared.MalformedBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Reads {@code application/x-www-form-urlencoded} strictly: a percent sign that encodes nothing is an error, not a percent sign. */
final class UrlEncoded {

    private UrlEncoded() {}

    /** Every key with its values, both in order of appearance; or MalformedBody. */
    static Map<String, List<String>> parse(byte[] body, int maxPairs) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        var tokens = new StringTokenizer(Utf8.decode(ByteBuffer.wrap(body)), "&");
        for (int count = 1; tokens.hasMoreTokens(); count++) {
            if (count > maxPairs) {
                throw new MalformedBody("error.malformed_body");
            }
            var pair = tokens.nextToken();
            int equals = pair.indexOf('=');
            var key = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.computeIfAbsent(decode(key), name -> new ArrayList<>()).add(decode(value));
        }
        return pairs;
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded.replace('+', ' ');
        }
        var bytes = encoded.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.write(octet(bytes, i));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return Utf8.decode(ByteBuffer.wrap(decoded.toByteArray()));
    }

    private static int octet(byte[] bytes, int percent) {
        if (percent + 2 >= bytes.length) {
            throw new MalformedBody("error.malformed_body");
        }
        int high = hexDigit(bytes[percent + 1]);
        int low = hexDigit(bytes[percent + 2]);
        return high << 4 | low;
    }

    private static int hexDigit(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw new MalformedBody("error.malformed_body");
        }
        return value;
    }
}
