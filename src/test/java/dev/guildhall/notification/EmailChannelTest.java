package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.r2dbc.core.DatabaseClient;

/** Letters, handed to a real SMTP server. */
@GuildhallTest
class EmailChannelTest {

    private static final int ANY_PORT = 0;

    @Autowired
    private Api api;

    @Autowired
    private Postman postman;

    @Autowired
    private MessageSource messages;

    @Autowired
    private TestClock clock;

    @Autowired
    private ListableBeanFactory beans;

    private final GreenMail server = new GreenMail(new ServerSetup(ANY_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private EmailChannel mail;
    private OutsideFixture outside;
    private Person ann;

    @BeforeEach
    void aServerIsThere() {
        server.setUser("post", "pass:word");
        server.start();
        mail = channel("post:pass%3Aword");
        outside = new OutsideFixture(beans, Medium.EMAIL);
        ann = api.client();
    }

    @AfterEach
    void theServerGoes() {
        mail.destroy();
        server.stop();
    }

    @Test
    void sendsALetterInTheLanguageOfTheReader() throws Exception {
        ann.patch("/me/notification-preferences/", Map.of("email", "ann@example.org", "language", "en"))
                .expect(200);
        Await.done(outside.tells(ann.id(), "system", "Привет\r\nBcc: all@example.org"));
        outside.sends(mail);

        assertThat(states()).containsExactly("sent 1 -");
        assertThat(server.getReceivedMessages()).hasSize(1);
        var letter = server.getReceivedMessages()[0];
        assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly("ann@example.org");
        assertThat(letter.getSubject()).isEqualTo("Привет Bcc: all@example.org");
        assertThat(letter.getFrom()[0].toString()).isEqualTo("Guildhall <noreply@example.org>");
        assertThat(letter.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(text(letter)).startsWith("The text\n\n-- \nYou get this letter because");
    }

    @Test
    void speaksRussianUnlessToldOtherwise() throws Exception {
        ann.patch("/me/notification-preferences/", Map.of("email", "ann@example.org"))
                .expect(200);
        Await.done(outside.tells(ann.id(), "system", "Привет"));
        outside.sends(mail);

        assertThat(text(server.getReceivedMessages()[0])).contains("Вы получили это письмо");
    }

    @Test
    void aLetterThatIsSentAgainHasTheSameId() throws Exception {
        ann.patch("/me/notification-preferences/", Map.of("email", "ann@example.org"))
                .expect(200);
        Await.done(outside.tells(ann.id(), "system", "Hello"));
        outside.sends(mail);
        Await.done(beans.getBean(DatabaseClient.class)
                .sql(
                        "UPDATE delivery SET state = 'waiting', ended_at = NULL, next_attempt_at = created_at WHERE account_id = $1")
                .bind(0, ann.id())
                .then());
        outside.sends(mail);

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo(server.getReceivedMessages()[1].getMessageID())
                .endsWith("@example.org>");
    }

    @Test
    void waitsWhileTheServerIsAwayOrDoesNotKnowUs() {
        ann.patch("/me/notification-preferences/", Map.of("email", "ann@example.org"))
                .expect(200);
        Await.done(outside.tells(ann.id(), "system", "Hello"));
        var stranger = channel("post:wrong");
        outside.sends(stranger);
        stranger.destroy();
        assertThat(states()).containsExactly("waiting 1 AuthenticationFailedException");
        server.stop();
        try (var later = clock.ahead(Duration.ofMinutes(1))) {
            outside.sends(mail);
        }

        assertThat(states()).containsExactly("waiting 2 MailConnectException");
    }

    @Test
    void nobodyWithoutAnAddressGetsALetter() {
        Await.done(outside.tells(ann.id(), "system", "Hello"));

        assertThat(states()).isEmpty();
    }

    private EmailChannel channel(String credentials) {
        var url = "smtp://" + credentials + "@127.0.0.1:" + server.getSmtp().getPort();
        return new EmailChannel(postman, new SmtpSettings(url, "Guildhall <noreply@example.org>"), messages);
    }

    private List<String> states() {
        return outside.states(ann.id(), Medium.EMAIL);
    }

    private static String text(MimeMessage letter) throws Exception {
        return ((String) letter.getContent()).replace("\r\n", "\n");
    }
}
