/**
 * Feature flags: switches for everybody, for some people or for some roles. Admins keep them; other modules ask
 * {@link dev.guildhall.flag.FeatureFlags}. Those the platform itself goes by are in {@link dev.guildhall.flag.Switch}.
 */
@NullMarked
package dev.guildhall.flag;

import org.jspecify.annotations.NullMarked;
