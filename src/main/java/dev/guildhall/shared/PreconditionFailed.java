package dev.guildhall.shared;

/** The thing is no longer what the caller has seen. */
public final class PreconditionFailed extends Refusal {

    public PreconditionFailed(String code, Object... arguments) {
        super(412, code, arguments);
    }
}
