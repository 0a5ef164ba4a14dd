/** Routes of the shop's payment settings. */
@NullMarked
package dev.guildhall.identity.web;

import org.jspecify.annotations.NullMarked;
