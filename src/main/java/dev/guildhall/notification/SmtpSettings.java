package dev.guildhall.notification;

import dev.guildhall.shared.Setting;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * The server that takes letters.
 *
 * @param server {@code SMTP_URL}, e.g. {@code smtp://user:password@mail.example.org:587}; empty when no letters are sent
 * @param from {@code MAIL_FROM}, the sender; required with a server
 */
@ConfigurationProperties("guildhall.mail")
record SmtpSettings(Optional<Server> server, String from) {

    @ConstructorBinding
    SmtpSettings(String smtpUrl, String from) {
        this(server(new Setting("SMTP_URL", smtpUrl.strip())), from.strip());
        if (server.isPresent()) {
            requireAddress(new Setting("MAIL_FROM", this.from));
        }
    }

    private static Optional<Server> server(Setting setting) {
        if (setting.text().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parse(setting.text())
                .orElseThrow(() -> setting.refused("an address such as smtp://user:password@mail.example.org:587")));
    }

    private static Optional<Server> parse(String text) {
        try {
            var address = new URI(text);
            var tls = "smtps".equals(address.getScheme());
            if (address.getHost() == null || (!tls && !"smtp".equals(address.getScheme()))) {
                return Optional.empty();
            }
            var credentials = Optional.ofNullable(address.getRawUserInfo()).map(info -> info.split(":", 2));
            if (credentials.filter(parts -> parts.length < 2).isPresent()) {
                return Optional.empty();
            }
            var port = address.getPort() > 0 ? address.getPort() : tls ? 465 : 587;
            return Optional.of(new Server(
                    address.getHost(),
                    port,
                    tls,
                    credentials.map(parts -> decoded(parts[0])),
                    credentials.map(parts -> decoded(parts[1]))));
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A plus sign is one, other than in forms. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void requireAddress(Setting setting) {
        try {
            new InternetAddress(setting.text(), true).validate();
        } catch (AddressException malformed) {
            throw setting.refused("an address such as Guildhall <noreply@example.org> when SMTP_URL is set");
        }
    }

    /** @param tls from the first byte; otherwise STARTTLS is used where it is offered */
    record Server(String host, int port, boolean tls, Optional<String> user, Optional<String> password) {

        private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

        /** A password only goes over an encrypted connection, unless it does not leave the machine. */
        boolean requiresEncryption() {
            return user.isPresent() && !HERE.contains(host);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
