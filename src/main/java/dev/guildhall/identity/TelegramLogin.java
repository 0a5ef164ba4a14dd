package dev.guildhall.identity;

/**
 * What Telegram's login widget says about somebody, not yet verified.
 *
 * @param lastName empty when unknown, and so are the user name and the photo
 * @param authDate when the person agreed, in Unix seconds
 * @param signedText what {@code hash} is the signature of, see {@link TelegramSignature#signedText}
 */
public record TelegramLogin(
        long id,
        String firstName,
        String lastName,
        String username,
        String photoUrl,
        long authDate,
        String hash,
        String signedText) {}
