package dev.guildhall.shared;

/**
 * A request that is turned down for a reason its sender should read. Carries a message code of {@code messages_*.properties}
 * instead of a text, because the language is the reader's; has no stack trace, because it is an answer and not a fault.
 */
public abstract class Refusal extends RuntimeException {

    private final int status;
    private final String code;
    private final transient Object[] arguments;

    protected Refusal(int status, String code, Object... arguments) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
    }

    /** The HTTP status that says the same. */
    public int status() {
        return status;
    }

    /** The message code, stable over releases. */
    public String code() {
        return code;
    }

    /** What is filled into the message. */
    public Object[] arguments() {
        return arguments.clone();
    }

    /** Whether the original answers with a bare list of messages instead of an object. */
    public boolean isBareList() {
        return false;
    }
}
