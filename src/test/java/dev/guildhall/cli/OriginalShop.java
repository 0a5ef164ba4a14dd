package dev.guildhall.cli;

import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An installation of the original service: its database and its media folder.
 *
 * @param url of the database
 */
record OriginalShop(String url, Path media) {

    /** A new one, with the people and orders of {@code shop.sql}. */
    static OriginalShop open() {
        var shop = new OriginalShop(TestDatabase.newUrl(), TestEnvironment.newHome());
        shop.sql().execute(read("schema.sql"));
        shop.sql().execute(read("shop.sql"));
        shop.keep("appointments/photos/lock one.PNG", "the lock screen");
        shop.keep("payments/proof.pdf", "%PDF-1.4 the proof");
        shop.keep("chat/notes.txt", "some notes");
        return shop;
    }

    Sql sql() {
        return new Sql(url);
    }

    /** How many rows there are to be taken; groups and permissions of the admin pages are none of ours. */
    long rows() {
        return sql().number("""
                SELECT sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', table_name), false, true, '')))[1]::text::bigint)
                  FROM information_schema.tables
                 WHERE table_schema = 'public' AND table_name NOT IN ('accounts_user_groups', 'accounts_user_user_permissions')""");
    }

    /** Puts a file into the media folder. */
    void keep(String path, String content) {
        try {
            var file = media.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try (var file = OriginalShop.class.getResourceAsStream("/original/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
