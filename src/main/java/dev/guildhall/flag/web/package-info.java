/** The administration of feature flags over HTTP. */
@NullMarked
package dev.guildhall.flag.web;

import org.jspecify.annotations.NullMarked;
