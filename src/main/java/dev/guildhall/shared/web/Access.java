package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Permission;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who may call a route at all. What depends on the thing asked for (its owner, its master) is the use case's to decide. */
public final class Access {

    /** Everybody; a token is not even looked at. */
    public static final Access PUBLIC = new Access("everybody", null, caller -> true);

    public static final Access SIGNED_IN = new Access("signed in", null, caller -> true);

    /** As {@link #SIGNED_IN}; instead of a token, a ticket that is good once will do. */
    public static final Access STREAM = new Access("signed in, or a ticket", null, caller -> true);

    public static final Access CLIENT = new Access("client", null, Caller::isClient);
    public static final Access MASTER = new Access("master", null, Caller::isMaster);

    /** A master who may take orders. */
    public static final Access ACTIVE_MASTER = new Access("active master", null, Caller::activeMaster);

    /** Every admin, whatever their permissions. */
    public static final Access ADMIN = new Access("every admin", null, Caller::isAdmin);

    private final String name;
    private final @Nullable Permission permission;
    private final Predicate<Caller> rule;

    private Access(String name, @Nullable Permission permission, Predicate<Caller> rule) {
        this.name = name;
        this.permission = permission;
        this.rule = rule;
    }

    /** Admins whose sub-role has this permission. */
    public static Access may(Permission permission) {
        return new Access(permission.word(), permission, caller -> caller.may(permission));
    }

    public boolean permits(Caller caller) {
        return rule.test(caller);
    }

    /** Whether it lets in admins only. */
    public boolean isForAdmins() {
        return this == ADMIN || permission != null;
    }

    /** What an admin needs, if a permission decides. */
    public Optional<Permission> permission() {
        return Optional.ofNullable(permission);
    }

    /** In words, for the documentation. */
    @Override
    public String toString() {
        return name;
    }
}
