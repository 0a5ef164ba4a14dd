/** Routes of sign-in, of one's own profile, and of the people's administration. */
@NullMarked
package dev.guildhall.profile.web;

import org.jspecify.annotations.NullMarked;
