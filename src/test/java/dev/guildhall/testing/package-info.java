/** What tests stand on: a real PostgreSQL, one shared application, a clock to turn, a counter of statements, a guard of event loops. */
@NullMarked
package dev.guildhall.testing;

import org.jspecify.annotations.NullMarked;
