/**
 * People and how they get in: accounts, sign-in by password and by Telegram, registration, the first-run set-up, passwords, sessions,
 * roles, bans, and the shop's payment settings. Use cases only; what people look like in the API, and the routes, are in {@code dev.guildhall.profile},
 * because a person is shown with statistics that are computed from what happens here.
 */
@NullMarked
package dev.guildhall.identity;

import org.jspecify.annotations.NullMarked;
