/**
 * Who is calling, and whether they may: tokens, the cache of principals, sessions that were ended, and the filter chain that asks the
 * route table for the rule of every request. Whatever is in no table is refused.
 */
@NullMarked
package dev.guildhall.security;

import org.jspecify.annotations.NullMarked;
