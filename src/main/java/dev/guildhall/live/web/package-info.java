/** Streams and tickets over HTTP. */
@NullMarked
package dev.guildhall.live.web;

import org.jspecify.annotations.NullMarked;
