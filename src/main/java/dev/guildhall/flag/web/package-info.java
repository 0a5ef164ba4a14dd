/** Feature flags over HTTP: what they say to the caller, and their administration. */
@NullMarked
package dev.guildhall.flag.web;

import org.jspecify.annotations.NullMarked;
