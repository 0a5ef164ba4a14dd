/** Reviews over HTTP. */
@NullMarked
package dev.guildhall.review.web;

import org.jspecify.annotations.NullMarked;
