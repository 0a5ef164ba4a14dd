package dev.guildhall.shared;

/** The body is of a type nobody reads here. */
public final class UnsupportedBody extends Refusal {

    public UnsupportedBody(String code, Object... arguments) {
        super(415, code, arguments);
    }
}
