/**
 * Fills an empty database with a believable shop: people, orders in every state, chats, reviews, rules, two weeks of metrics. What
 * happens is made up once, from a fixed seed, and then goes through the use cases everybody uses, with the clock turned to its moment; so
 * everything about it is as consistent as the real thing.
 */
@NullMarked
package dev.guildhall.demo;

import org.jspecify.annotations.NullMarked;
