package dev.guildhall.security;

import dev.guildhall.bus.Evictable;
import org.springframework.stereotype.Component;

/** Tokens of the original service, which name no session: all that somebody has end at once. */
@Component
public class SessionlessAccess implements Evictable {

    /** What to publish with the account id when they end. */
    public static final String KIND = "sessionless";

    private final PrincipalCache principals;

    SessionlessAccess(PrincipalCache principals) {
        this.principals = principals;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void evict(String accountId) {
        principals.evict(accountId);
    }

    @Override
    public void evictAll() {
        principals.evictAll();
    }
}
