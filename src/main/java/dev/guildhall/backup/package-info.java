/**
 * Backups: a folder with the tables as of one moment, the files and a manifest, and how it becomes a database again. Needs no tool beside
 * us: tables are copied over the connection, the schema is what our migrations make of the version that the manifest names.
 */
@NullMarked
package dev.guildhall.backup;

import org.jspecify.annotations.NullMarked;
