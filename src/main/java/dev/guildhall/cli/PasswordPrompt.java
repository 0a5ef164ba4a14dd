package dev.guildhall.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Takes a password from the terminal without showing it, or without a terminal from standard input, as scripts give it. */
@Component
@Profile("cli")
class PasswordPrompt {

    /** Empty when nothing was given. */
    String ask() {
        var console = System.console();
        if (console != null) {
            var typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
