/**
 * PostgreSQL: which one (given or embedded), the guarded connection pool, the schema, and transactions that survive callers who
 * hang up.
 */
@NullMarked
package dev.guildhall.database;

import org.jspecify.annotations.NullMarked;
