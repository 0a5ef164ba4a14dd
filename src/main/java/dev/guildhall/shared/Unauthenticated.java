package dev.guildhall.shared;

/** The caller is not known, or the proof of it is not good. */
public final class Unauthenticated extends Refusal {

    public Unauthenticated(String code, Object... arguments) {
        super(401, code, arguments);
    }
}
