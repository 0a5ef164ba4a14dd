/** What is of no use any more, of whatever module, and how it goes. Looks at the schema as a whole and owns no table. */
@NullMarked
package dev.guildhall.upkeep;

import org.jspecify.annotations.NullMarked;
