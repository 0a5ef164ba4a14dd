package dev.guildhall.identity;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Says why somebody may do something, or may not. */
@Service
public class PermissionService {

    private final AccountRepository accounts;

    PermissionService(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /** As the database knows this person at this moment. */
    public Mono<Decision> why(long accountId, Permission permission) {
        return accounts.find(accountId)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .map(account -> new Decision(
                        account.id(), account.role(), account.adminRole(), permission, why(account, permission)));
    }

    private static Reason why(Account account, Permission permission) {
        if (account.superuser()) {
            return Reason.SUPERUSER;
        }
        if (!account.isAdmin()) {
            return Reason.NO_ADMIN;
        }
        return account.may(permission) ? Reason.GRANTED : Reason.NOT_GRANTED;
    }

    /** What decides. */
    public enum Reason {
        /** A superuser may do everything, whatever their role. */
        SUPERUSER,
        /** The sub-role has the permission. */
        GRANTED,
        /** An admin, whose sub-role has not got it. */
        NOT_GRANTED,
        /** Only admins have permissions. */
        NO_ADMIN;

        /** The word of the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isAllowed() {
            return this == SUPERUSER || this == GRANTED;
        }
    }

    /** @param adminRole null for whoever is no admin */
    public record Decision(
            long accountId, Role role, @Nullable AdminRole adminRole, Permission permission, Reason reason) {

        /** The sub-roles that have the permission. */
        public List<AdminRole> grantedBy() {
            return Arrays.stream(AdminRole.values())
                    .filter(it -> it.may(permission))
                    .toList();
        }
    }
}
