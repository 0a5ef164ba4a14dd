/**
 * Uploaded files: what becomes of them on their way in, where they are kept, and the links by which they are read. Files have names nobody can guess; links to them are
 * signed and expire. Knows nothing of what the files belong to.
 */
@NullMarked
package dev.guildhall.storage;

import org.jspecify.annotations.NullMarked;
