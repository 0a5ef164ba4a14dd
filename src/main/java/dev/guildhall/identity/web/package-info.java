/** Routes of the shop's payment settings, and of who may do what and why. */
@NullMarked
package dev.guildhall.identity.web;

import org.jspecify.annotations.NullMarked;
