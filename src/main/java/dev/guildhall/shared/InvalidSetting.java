package dev.guildhall.shared;

/** A setting is wrong; start-up stops with a line that names the environment variable and says what it should be. */
public final class InvalidSetting extends RuntimeException {

    public InvalidSetting(String variable, String expectation) {
        super(variable + " " + expectation);
    }
}
