package dev.guildhall.shared;

/** What was sent is well-formed and contradicts what was sent before. */
public final class Unprocessable extends Refusal {

    public Unprocessable(String code, Object... arguments) {
        super(422, code, arguments);
    }
}
