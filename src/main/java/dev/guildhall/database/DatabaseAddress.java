package dev.guildhall.database;

import dev.guildhall.shared.InvalidSetting;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Where the database is and who we are there. No message and no {@code toString} shows the password.
 *
 * @param options by their names in a libpq URL, only those of {@link #OPTIONS}
 */
record DatabaseAddress(
        String host, int port, String database, String username, String password, Map<String, String> options) {

    /** What a URL may say after the question mark, with the names the JDBC driver has for it. */
    static final Map<String, String> OPTIONS = new TreeMap<>(Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert"));

    private static final Map<String, Pattern> CHOICES = Map.of(
            "sslmode", Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
            "channel_binding", Pattern.compile("disable|prefer|require"));

    private static final Pattern URL = Pattern.compile("postgres(?:ql)?://"
            + "(?<user>[^:@/?#]+)(?::(?<password>[^:@/?#]*))?@"
            + "(?:\\[(?<numbers>[0-9a-fA-F:.]+)]|(?<host>[^:@/?#,\\[\\]]+))(?::(?<port>[0-9]{1,5}))?"
            + "/(?<database>[^/?#]+)(?:\\?(?<options>[^#]*))?");

    private static final int DEFAULT_PORT = 5432;

    DatabaseAddress {
        options = Map.copyOf(options);
    }

    /** Reads {@code DATABASE_URL}; an {@link InvalidSetting} says what is wrong with it. */
    static DatabaseAddress parse(String url) {
        return parse("DATABASE_URL", url);
    }

    /** The same, by another name. */
    static DatabaseAddress parse(String setting, String url) {
        try {
            return read(url);
        } catch (Malformed malformed) {
            throw new InvalidSetting(setting, malformed.expectation);
        }
    }

    private static DatabaseAddress read(String url) {
        var parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw new Malformed("must look like postgresql://user:password@host:5432/database,"
                    + " with special characters in it percent-encoded");
        }
        return new DatabaseAddress(
                part(parts, parts.group("numbers") == null ? "host" : "numbers"),
                port(parts.group("port")),
                part(parts, "database"),
                part(parts, "user"),
                part(parts, "password"),
                options(parts.group("options")));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /**
     * For who blocks. Flyway is handed this, as it would look for settings of its own within a password. The driver's data source would
     * do, but its URL says every option that has a default, and Flyway looks through the whole of it for a password before it logs it.
     */
    DataSource dataSource() {
        return new SimpleDriverDataSource(new Driver(), jdbcUrl(), username, password);
    }

    /** For the JDBC driver; user and password are handed over apart. */
    String jdbcUrl() {
        var bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        var url = new StringBuilder("jdbc:postgresql://%s:%d/%s".formatted(bracketed, port, encoded(database)));
        var separator = '?';
        for (var option : new TreeMap<>(options).entrySet()) {
            url.append(separator)
                    .append(OPTIONS.get(option.getKey()))
                    .append('=')
                    .append(encoded(option.getValue()));
            separator = '&';
        }
        return url.toString();
    }

    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s".formatted(username, host, port, database);
    }

    private static int port(@Nullable String text) {
        var port = text == null ? DEFAULT_PORT : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new Malformed("has a port that must be from 1 to 65535, not " + port);
        }
        return port;
    }

    private static Map<String, String> options(@Nullable String query) {
        var options = new TreeMap<String, String>();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                addOption(options, pair);
            }
        }
        return options;
    }

    private static void addOption(Map<String, String> options, String pair) {
        var equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (!OPTIONS.containsKey(name)) {
            throw new Malformed(
                    "has an option that must be one of " + String.join(", ", OPTIONS.keySet()) + ", not " + name);
        }
        var choices = CHOICES.get(name);
        if (choices != null && !choices.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
            throw new Malformed("has an option %s that must be one of %s, not \"%s\""
                    .formatted(name, choices.pattern().replace("|", ", "), value));
        }
        options.put(name, choices == null ? value : value.toLowerCase(Locale.ROOT));
    }

    private static String part(Matcher parts, String name) {
        var part = parts.group(name);
        return part == null ? "" : decoded(part);
    }

    /** Percent-decoding as in a path: a plus sign is a plus sign. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    "has a percent sign that must be followed by two hexadecimal digits (%25 means % itself)");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What it should be, whoever's it is. */
    private static final class Malformed extends RuntimeException {

        private final String expectation;

        private Malformed(String expectation) {
            super(expectation, null, false, false);
            this.expectation = expectation;
        }
    }
}
