/**
 * How often people and addresses may call, counted over all nodes. Each node counts in memory, so that a request costs no statement, and
 * tells the others about once a second what those who use much have used of it.
 */
@NullMarked
package dev.guildhall.limit;

import org.jspecify.annotations.NullMarked;
