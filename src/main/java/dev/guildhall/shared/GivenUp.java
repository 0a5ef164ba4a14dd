package dev.guildhall.shared;

import io.r2dbc.spi.R2dbcTransientException;

/** What the database gives up because of somebody else's work, such as a deadlock: nothing was done, and it may be tried again. */
public final class GivenUp {

    private GivenUp() {}

    public static boolean is(Throwable failure) {
        return failure.getCause() instanceof R2dbcTransientException;
    }
}
