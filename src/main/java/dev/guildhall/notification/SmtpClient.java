package dev.guildhall.notification;

import dev.guildhall.notification.SmtpSettings.Server;
import dev.guildhall.outbox.Outcome;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Hands letters to a mail server. It blocks. */
class SmtpClient {

    private static final int LIMIT_MILLIS = 10_000;
    private static final int REFUSED = 500;
    private static final int NO_CODE = 0;

    private final SmtpSettings settings;

    SmtpClient(SmtpSettings settings) {
        this.settings = settings;
    }

    Outcome send(Mail mail) {
        var server = settings.server().orElseThrow();
        var session = Session.getInstance(properties(server));
        try (var transport = session.getTransport(server.tls() ? "smtps" : "smtp")) {
            var message = message(mail, session);
            transport.connect(
                    server.host(),
                    server.port(),
                    server.user().orElse(null),
                    server.password().orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
            return Outcome.sent();
        } catch (MessagingException failure) {
            return judge(failure);
        }
    }

    /** A refusal is final; what the server says may repeat what it was told, so that only its number is kept. */
    private static Outcome judge(MessagingException failure) {
        var code = code(failure);
        if (code == NO_CODE) {
            return Outcome.again(failure.getClass().getSimpleName());
        }
        var told = "The mail server answered " + code;
        return code >= REFUSED ? Outcome.refused(told) : Outcome.again(told);
    }

    private static int code(MessagingException failure) {
        for (Exception cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refusal) {
                return refusal.getReturnCode();
            }
            if (cause instanceof SMTPSenderFailedException refusal) {
                return refusal.getReturnCode();
            }
            if (cause instanceof SMTPSendFailedException refusal && refusal.getNextException() == null) {
                return refusal.getReturnCode();
            }
        }
        return NO_CODE;
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private MimeMessage message(Mail mail, Session session) throws MessagingException {
        var from = new InternetAddress(settings.from(), true);
        var message = new KnownMessage(session, "<" + mail.id() + "@" + domain(from) + ">");
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(mail.to(), true)});
        message.setSubject(oneLine(mail.subject()), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setContentLanguage(new String[] {mail.language().getLanguage()});
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(new Date());
        return message;
    }

    /** So that nothing of a title becomes a header. */
    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String domain(InternetAddress from) {
        return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    }

    private static Properties properties(Server server) {
        var properties = new Properties();
        var prefix = server.tls() ? "mail.smtps." : "mail.smtp.";
        for (var limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(prefix + limit, String.valueOf(LIMIT_MILLIS));
        }
        properties.setProperty(prefix + "auth", String.valueOf(server.user().isPresent()));
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(
                prefix + "starttls.required", String.valueOf(!server.tls() && server.requiresEncryption()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }

    /** @param id names the letter: it has the same whenever it is sent */
    record Mail(String id, String to, String subject, String text, Locale language) {}

    /** The library gives every message a new id, unless it is told not to. */
    private static final class KnownMessage extends MimeMessage {

        private final String id;

        private KnownMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
