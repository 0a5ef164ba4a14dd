package dev.guildhall.shared;

/** The body is larger than anything accepted here. */
public final class BodyTooLarge extends Refusal {

    public BodyTooLarge(String code, Object... arguments) {
        super(413, code, arguments);
    }
}
