/**
 * Moves over what the original service has in its database and its media folder: as often as one likes, each time what has changed
 * there since. {@link dev.guildhall.original.OriginalTables} says what becomes of each table.
 */
@NullMarked
package dev.guildhall.original;

import org.jspecify.annotations.NullMarked;
