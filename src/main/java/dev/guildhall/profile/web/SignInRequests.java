package dev.guildhall.profile.web;

import dev.guildhall.identity.NewAdmin;
import dev.guildhall.identity.TelegramLogin;
import dev.guildhall.identity.TelegramSignature;
import dev.guildhall.shared.web.Fields;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What the sign-in routes read from their requests. Each method fails with all problems of the fields. */
final class SignInRequests {

    private static final int USERNAME = 150;
    private static final int NAME = 150;
    private static final int PASSWORD = 255;
    private static final int SHORTEST_NEW_PASSWORD = 8;
    private static final int TELEGRAM_NAME = 255;
    private static final int URL = 2000;
    private static final int HASH = 255;
    private static final long LATEST_SECOND = 253_402_300_799L;

    private SignInRequests() {}

    static Credentials credentials(Fields fields) {
        var credentials = new Credentials(fields.text("username", USERNAME), fields.secret("password", 1, PASSWORD));
        fields.check();
        return credentials;
    }

    static NewAdmin newAdmin(Fields fields) {
        var admin = new NewAdmin(
                fields.text("username", USERNAME),
                fields.secret("password", SHORTEST_NEW_PASSWORD, PASSWORD),
                fields.text("first_name", NAME, ""),
                fields.text("last_name", NAME, ""));
        fields.check();
        return admin;
    }

    static TelegramLogin telegramLogin(Fields fields) {
        var login = new TelegramLogin(
                fields.integer("id", 1, Long.MAX_VALUE),
                fields.text("first_name", TELEGRAM_NAME),
                fields.nullableText("last_name", TELEGRAM_NAME).orElse(""),
                fields.nullableText("username", TELEGRAM_NAME).orElse(""),
                fields.nullableUrl("photo_url", URL).orElse(""),
                fields.integer("auth_date", 0, LATEST_SECOND),
                fields.text("hash", HASH),
                TelegramSignature.signedText(fields.raw()));
        fields.check();
        return login;
    }

    static String userAgent(ServerRequest request) {
        var header = request.headers().firstHeader(HttpHeaders.USER_AGENT);
        return header == null ? "" : header;
    }

    record Credentials(String username, String password) {}
}
