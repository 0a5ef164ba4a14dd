/** What the two sides of a completed appointment say about each other. */
@NullMarked
package dev.guildhall.review;

import org.jspecify.annotations.NullMarked;
