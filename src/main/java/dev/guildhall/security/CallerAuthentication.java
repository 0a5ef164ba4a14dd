package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody whose token was good, for Spring Security: the principal is the {@link Caller}. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.username();
    }
}
