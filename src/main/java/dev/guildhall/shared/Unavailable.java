package dev.guildhall.shared;

/** Something the answer depends on is away; trying again later helps. */
public final class Unavailable extends Refusal {

    public Unavailable(String code, Object... arguments) {
        super(503, code, arguments);
    }
}
