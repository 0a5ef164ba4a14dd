package dev.guildhall.shared;

/** The caller is known and may not. */
public final class Forbidden extends Refusal {

    public Forbidden(String code, Object... arguments) {
        super(403, code, arguments);
    }
}
