package dev.guildhall.shared;

/** Somebody else has made this impossible meanwhile. */
public final class Conflict extends Refusal {

    public Conflict(String code, Object... arguments) {
        super(409, code, arguments);
    }
}
