/** Where a thread waits: the operators' commands (profile {@code cli}, no web server) and the demo at the start of a server. Nobody else may block. */
@NullMarked
package dev.guildhall.cli;

import org.jspecify.annotations.NullMarked;
