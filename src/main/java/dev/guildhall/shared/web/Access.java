package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import java.util.function.Predicate;

/** Who may call a route at all. What depends on the thing asked for (its owner, its master) is the use case's to decide. */
public enum Access {
    /** Everybody; a token is not even looked at. */
    PUBLIC(caller -> true),
    SIGNED_IN(caller -> true),
    /** As {@link #SIGNED_IN}; instead of a token, a ticket that is good once will do. */
    STREAM(caller -> true),
    CLIENT(Caller::isClient),
    MASTER(Caller::isMaster),
    /** A master who may take orders. */
    ACTIVE_MASTER(Caller::activeMaster),
    ADMIN(Caller::isAdmin);

    private final Predicate<Caller> rule;

    Access(Predicate<Caller> rule) {
        this.rule = rule;
    }

    public boolean permits(Caller caller) {
        return rule.test(caller);
    }
}
