/** The chat over HTTP. */
@NullMarked
package dev.guildhall.chat.web;

import org.jspecify.annotations.NullMarked;
