package dev.guildhall.profile.web;

import dev.guildhall.identity.NewAdmin;
import dev.guildhall.identity.NewClient;
import dev.guildhall.identity.PasswordRules;
import dev.guildhall.identity.TelegramLogin;
import dev.guildhall.identity.TelegramSignature;
import dev.guildhall.shared.web.Fields;
import java.util.regex.Pattern;

/** What the sign-in routes read from their requests. Each method fails with all problems of the fields. */
final class SignInRequests {

    private static final int USERNAME = 150;
    private static final int NAME = 150;
    private static final int PASSWORD = 255;
    private static final int CODE = 40;
    private static final int SHORTEST_NEW_PASSWORD = 8;
    private static final int SHORTEST_USERNAME = 3;

    /** Letters that cannot be mistaken for others. */
    private static final Pattern SELF_CHOSEN = Pattern.compile("[A-Za-z0-9._@+-]{3,}");

    /** Those who sign in by Telegram are called so. */
    private static final Pattern OF_TELEGRAM = Pattern.compile("^(?i:tg_)");

    private static final int TELEGRAM_NAME = 255;
    private static final int URL = 2000;
    private static final int HASH = 255;
    private static final long LATEST_SECOND = 253_402_300_799L;

    private SignInRequests() {}

    static Credentials credentials(Fields fields) {
        var credentials = new Credentials(
                fields.text("username", USERNAME), fields.secret("password", 1, PASSWORD), code(fields, "totp"));
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

    static NewClient newClient(Fields fields, PasswordRules rules) {
        var username = fields.text("username", USERNAME);
        if (!username.isEmpty() && !SELF_CHOSEN.matcher(username).matches()) {
            fields.reject("username", "username.characters", SHORTEST_USERNAME);
        }
        if (OF_TELEGRAM.matcher(username).find()) {
            fields.reject("username", "username.reserved");
        }
        var client = new NewClient(
                username,
                newPassword(fields, "password", username, rules),
                fields.text("first_name", NAME, ""),
                fields.text("last_name", NAME, ""));
        fields.check();
        return client;
    }

    static PasswordChange passwordChange(Fields fields, String username, PasswordRules rules) {
        var current = fields.secret("current_password", 1, PASSWORD);
        var fresh = newPassword(fields, "new_password", username, rules);
        if (!fresh.isEmpty() && fresh.equals(current)) {
            fields.reject("new_password", "password.same");
        }
        fields.check();
        return new PasswordChange(current, fresh);
    }

    /** The code that a login by Telegram may come with. */
    static String telegramCode(Fields fields) {
        var code = code(fields, "totp");
        fields.check();
        return code;
    }

    /** Empty when none was sent, as by those who have none. */
    static String optionalPassword(Fields fields) {
        var password = fields.has("password") ? fields.secret("password", 1, PASSWORD) : "";
        fields.check();
        return password;
    }

    static String confirmation(Fields fields) {
        var code = fields.text("code", CODE).replace(" ", "");
        fields.check();
        return code;
    }

    static BothSteps bothSteps(Fields fields) {
        var code = fields.text("code", CODE).replace(" ", "");
        return new BothSteps(optionalPassword(fields), code);
    }

    private static String code(Fields fields, String name) {
        return fields.nullableText(name, CODE).orElse("").replace(" ", "");
    }

    private static String newPassword(Fields fields, String name, String username, PasswordRules rules) {
        var password = fields.secret(name, PasswordRules.SHORTEST, PasswordRules.LONGEST);
        if (!password.isEmpty()) {
            rules.problem(password, username).ifPresent(code -> fields.reject(name, code));
        }
        return password;
    }

    record PasswordChange(String current, String fresh) {}

    record Credentials(String username, String password, String code) {}

    record BothSteps(String password, String code) {}
}
