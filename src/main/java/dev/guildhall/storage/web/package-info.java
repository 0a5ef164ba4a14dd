/** Serves files to whoever has a valid link, in a way that keeps browsers from running them. */
@NullMarked
package dev.guildhall.storage.web;

import org.jspecify.annotations.NullMarked;
