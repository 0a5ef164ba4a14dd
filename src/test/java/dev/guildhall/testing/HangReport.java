package dev.guildhall.testing;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Says where every thread is when a test takes longer than any may ({@code junit-platform.properties}). JUnit would say so where a test
 * that runs a command hides it.
 */
public final class HangReport implements PreInterruptCallback {

    /** As it is before any test has put something else in its place. */
    private static final PrintStream OUT = System.out;

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupted, ExtensionContext test) {
        OUT.printf("%s hangs in %s%n", test.getUniqueId(), interrupted.getThreadToInterrupt());
        for (var thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            OUT.printf("%s, %s on %s%n", thread.getThreadName(), thread.getThreadState(), thread.getLockInfo());
            for (var frame : thread.getStackTrace()) {
                OUT.println("\tat " + frame);
            }
        }
    }
}
