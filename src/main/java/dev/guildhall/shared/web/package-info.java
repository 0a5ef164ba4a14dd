/** The HTTP edge all modules share: routes under both prefixes, bodies and fields, error rendering. */
@NullMarked
package dev.guildhall.shared.web;

import org.jspecify.annotations.NullMarked;
