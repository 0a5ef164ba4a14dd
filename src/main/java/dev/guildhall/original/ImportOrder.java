package dev.guildhall.original;

import dev.guildhall.database.OtherDatabase;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported.
 *
 * @param source the database of the original
 * @param media its media folder; null to leave files out
 * @param rehearsal to find out what would come of it, and write nothing
 * @param progress told after each batch
 */
public record ImportOrder(OtherDatabase source, @Nullable Path media, boolean rehearsal, Consumer<Progress> progress) {

    /**
     * How far a table is.
     *
     * @param of how many rows it has
     */
    public record Progress(String table, long done, long of) {}
}
