package dev.guildhall.shared;

/** The body cannot be read as what it claims to be. */
public final class MalformedBody extends Refusal {

    public MalformedBody(String code, Object... arguments) {
        super(400, code, arguments);
    }
}
