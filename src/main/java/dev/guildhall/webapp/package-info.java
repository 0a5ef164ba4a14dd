/** The web app: the pages of the jar, and what browsers are told about them. */
@NullMarked
package dev.guildhall.webapp;

import org.jspecify.annotations.NullMarked;
