package dev.guildhall.shared.web;

/** A module's table of contents: one line per route, each with its rule. Declared as a bean by every module that has routes. */
@FunctionalInterface
public interface ApiRoutes {

    void describe(Api api);
}
