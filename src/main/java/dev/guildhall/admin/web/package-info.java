/** Dashboards and the system page over HTTP. */
@NullMarked
package dev.guildhall.admin.web;

import org.jspecify.annotations.NullMarked;
