/** Guildhall, a platform for orders of services. Every package below is a module that says in its own words what it is. */
@NullMarked
package dev.guildhall;

import org.jspecify.annotations.NullMarked;
