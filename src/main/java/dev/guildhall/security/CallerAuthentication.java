package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody whose token was good, for Spring Security: the principal is the {@link Caller}. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Session session;

    CallerAuthentication(Session session) {
        super(List.of());
        this.session = session;
        super.setAuthenticated(true);
    }

    Session session() {
        return session;
    }

    @Override
    public Caller getPrincipal() {
        return session.caller();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return session.caller().username();
    }
}
