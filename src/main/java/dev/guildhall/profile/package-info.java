/**
 * What people look like in the API: to themselves and to admins, always with their statistics. Reads only, one statement each; what is
 * done to people is in {@link dev.guildhall.identity}. It is a module of its own because statistics ({@code scoring}) follow bans and
 * so depend on identity, while a person is shown with both. Its {@code web} package carries the routes of sign-in, of {@code /me} and
 * of the people's administration.
 */
@NullMarked
package dev.guildhall.profile;

import org.jspecify.annotations.NullMarked;
