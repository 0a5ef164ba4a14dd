/**
 * Feature flags: switches for everybody, for some people or for some roles. Admins keep them; other modules ask
 * {@link dev.guildhall.flag.FeatureFlags}.
 */
@NullMarked
package dev.guildhall.flag;

import org.jspecify.annotations.NullMarked;
