package dev.guildhall.shared;

/** The thing asked for does not exist. */
public final class NotFound extends Refusal {

    public NotFound(String code, Object... arguments) {
        super(404, code, arguments);
    }
}
