/** Every table of the database, to be looked into and never written, but for what is secret: which is which, {@code inventory.txt} says. */
@NullMarked
package dev.guildhall.databrowser;

import org.jspecify.annotations.NullMarked;
