/** The original's health endpoints. */
@NullMarked
package dev.guildhall.health.web;

import org.jspecify.annotations.NullMarked;
