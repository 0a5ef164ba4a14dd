/** Scores over HTTP: explained, as they were, and set by hand. */
@NullMarked
package dev.guildhall.scoring.web;

import org.jspecify.annotations.NullMarked;
