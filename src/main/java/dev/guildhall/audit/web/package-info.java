/** The audit log over HTTP. */
@NullMarked
package dev.guildhall.audit.web;

import org.jspecify.annotations.NullMarked;
