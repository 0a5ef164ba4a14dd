/** Rules over HTTP, for admins. */
@NullMarked
package dev.guildhall.rules.web;

import org.jspecify.annotations.NullMarked;
