/**
 * Rules of the platform: when an event of a type meets a condition, actions run, in the transaction of the event. The language is
 * described in docs/rules.md. Other modules offer what rules can do by implementing {@link dev.guildhall.rules.RuleAction}; this
 * module knows none of them.
 */
@NullMarked
package dev.guildhall.rules;

import org.jspecify.annotations.NullMarked;
