package dev.guildhall.shared;

/** The thing asked for exists, and its state does not allow this now. */
public final class WrongState extends Refusal {

    public WrongState(String code, Object... arguments) {
        super(400, code, arguments);
    }
}
