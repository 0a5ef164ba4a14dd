/**
 * What the platform knows about a person: given to them as a whole, and taken away when they are erased. What is personal, where, and what
 * becomes of it is said by {@code personal-data.txt}, of the tables of all modules; what is not said there is not known.
 */
@NullMarked
package dev.guildhall.privacy;

import org.jspecify.annotations.NullMarked;
