/** How the shop stands, measured for those who watch over the installation; its figures for admins are those of {@code metrics}. */
@NullMarked
package dev.guildhall.telemetry;

import org.jspecify.annotations.NullMarked;
