package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.event.DomainEvent.Actor;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.security.PrincipalCache;
import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Conflict;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Role;
import dev.guildhall.shared.Version;
import dev.guildhall.shared.WrongState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What admins do to accounts: bans, roles, activations. Every change takes effect on every node at once. */
@Service
public class AccountService {

    private static final String ACCOUNT = "Account";
    private static final String BANNED = "is_banned";

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final UnitOfWork unit;
    private final EventSink events;
    private final Invalidations invalidations;
    private final Audit audit;

    AccountService(
            AccountRepository accounts,
            Passwords passwords,
            UnitOfWork unit,
            EventSink events,
            Invalidations invalidations,
            Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.unit = unit;
        this.events = events;
        this.invalidations = invalidations;
        this.audit = audit;
    }

    /**
     * Bans a client; anybody else is not found. A second ban replaces the reason and the moment.
     *
     * @param reason asked for when there is such a client
     */
    public Mono<Void> ban(Caller by, long id, Supplier<String> reason) {
        return unit.run(lockClient(id)
                .delayUntil(client -> expected(id))
                .flatMap(client -> ban(client, reason.get()))
                .then(banChanged(by, id)));
    }

    /** Lifts a client's ban, if there is one. */
    public Mono<Void> unban(Caller by, long id) {
        return unit.run(lockClient(id)
                .delayUntil(client -> expected(id))
                .flatMap(this::unban)
                .then(banChanged(by, id)));
    }

    /**
     * Gives somebody a role. Both accounts are locked, and the caller's own rights looked at again: of two admins who demote each
     * other, one is refused. Nobody makes, or unmakes, an admin who can do more than they can.
     *
     * @param body asked for when everything else is fine, with the present activation of the account
     */
    public Mono<Void> changeRole(Caller by, long id, Function<Boolean, RoleChange> body) {
        return unit.run(accounts.lock(by.id(), id)
                .collectMap(Account::id)
                .delayUntil(locked -> expected(id))
                .flatMap(locked -> changeRole(by.id(), id, locked, body))
                .then(changed(id)));
    }

    /**
     * Gives an admin another sub-role; anybody else is not found. Nobody gives what they have not got, nobody changes themselves, and
     * somebody who may do everything is always left.
     *
     * @param body asked for when everything else is fine
     */
    public Mono<Void> changeAdminRole(Caller by, long id, Supplier<AdminRole> body) {
        return unit.run(accounts.lock(by.id(), id)
                .collectMap(Account::id)
                .delayUntil(locked -> expected(id))
                .flatMap(locked -> changeAdminRole(by.id(), id, locked, body))
                .then(changed(id)));
    }

    /** Lets a master take orders, or no longer; anybody but a master is not found. */
    public Mono<Void> setActive(long masterId, boolean active) {
        return unit.run(expected(masterId)
                .then(accounts.setActive(masterId, active))
                .switchIfEmpty(notFound())
                .flatMap(before -> audit.note(activation(masterId, before, active)))
                .then(changed(masterId)));
    }

    /**
     * Fails if this is the last who may do everything. Nobody else is taken away until the transaction ends.
     */
    public Mono<Void> requireAnotherSuperAdmin(long id) {
        return accounts.lockSuperAdmins()
                .then(accounts.isLastSuperAdmin(id))
                .filter(last -> last)
                .flatMap(last -> Mono.error(new WrongState("account.last_super_admin")));
    }

    /** Names the state of an account, as far as admins change it. */
    public static String version(
            long id,
            String role,
            boolean superuser,
            @Nullable String adminRole,
            boolean activeMaster,
            boolean banned,
            String banReason,
            @Nullable Instant bannedAt) {
        return Version.of(id, role, superuser, adminRole, activeMaster, banned, banReason, bannedAt);
    }

    /** Makes an admin without anybody's permission: for operators, who have the database anyway. */
    public Mono<Long> createAdmin(NewAdmin admin) {
        return passwords
                .hash(admin.password())
                .flatMap(hash ->
                        unit.run(accounts.insertAdmin(admin, hash).delayUntil(id -> audit.note(made(id, admin)))))
                .onErrorMap(DuplicateKeyException.class, taken -> new Conflict("account.username_taken"));
    }

    /** For the audit log: an admin is there who was not. */
    static AuditNote made(long id, NewAdmin admin) {
        var state = Map.of("username", admin.username(), "admin_role", AdminRole.SUPER_ADMIN.word());
        return new AuditNote("admin.created", ACCOUNT, id, null, state);
    }

    private Mono<Void> ban(Account client, String reason) {
        var note = new AuditNote(
                "user.banned",
                ACCOUNT,
                client.id(),
                Map.of(BANNED, client.banned()),
                Map.of(BANNED, true, "ban_reason", reason));
        return accounts.ban(client.id(), reason).then(audit.note(note.because(reason)));
    }

    private Mono<Void> unban(Account client) {
        var note = new AuditNote(
                "user.unbanned", ACCOUNT, client.id(), Map.of(BANNED, client.banned()), Map.of(BANNED, false));
        return accounts.unban(client.id()).then(audit.note(note));
    }

    private static AuditNote activation(long masterId, boolean before, boolean after) {
        return new AuditNote(
                after ? "master.activated" : "master.suspended",
                ACCOUNT,
                masterId,
                Map.of("is_master_active", before),
                Map.of("is_master_active", after));
    }

    private static Map<String, Object> standing(Role role, AdminRole adminRole, boolean activeMaster) {
        return switch (role) {
            case ADMIN -> Map.of("role", role.word(), "admin_role", adminRole.word());
            case MASTER -> Map.of("role", role.word(), "is_master_active", activeMaster);
            case CLIENT -> Map.of("role", role.word());
        };
    }

    private Mono<Void> changeRole(
            long callerId, long id, Map<Long, Account> locked, Function<Boolean, RoleChange> body) {
        var caller = requireGiver(locked.get(callerId));
        var account = requireInReach(caller, locked.get(id));
        var change = body.apply(account.activeMaster());
        var adminRole = change.adminRole(account);
        if (change.role() == Role.ADMIN) {
            requireOwn(caller, adminRole);
        }
        if (callerId == id && account.role() == Role.ADMIN && change.role() != Role.ADMIN) {
            throw new WrongState("account.own_admin_role");
        }
        if (callerId == id && adminRole != account.storedAdminRole()) {
            throw new WrongState("account.own_sub_role");
        }
        var keepsAll = change.role() == Role.ADMIN && adminRole == AdminRole.SUPER_ADMIN;
        var active = change.role() == Role.MASTER && change.activeMaster();
        var note = new AuditNote(
                "user.role_changed",
                ACCOUNT,
                id,
                standing(account.role(), account.storedAdminRole(), account.activeMaster()),
                standing(change.role(), adminRole, active));
        return guarded(account, keepsAll, accounts.changeRole(id, change.role(), adminRole, active))
                .then(audit.note(note));
    }

    private Mono<Void> changeAdminRole(long callerId, long id, Map<Long, Account> locked, Supplier<AdminRole> body) {
        var caller = requireGiver(locked.get(callerId));
        var account = requireInReach(caller, locked.get(id));
        if (!account.isAdmin()) {
            throw new NotFound("error.not_found");
        }
        var adminRole = body.get();
        requireOwn(caller, adminRole);
        if (callerId == id) {
            throw new WrongState("account.own_sub_role");
        }
        if (account.superuser()) {
            throw new WrongState("account.superuser_sub_role");
        }
        var note = new AuditNote(
                "user.admin_role_changed",
                ACCOUNT,
                id,
                Map.of("admin_role", account.storedAdminRole().word()),
                Map.of("admin_role", adminRole.word()));
        return guarded(account, adminRole == AdminRole.SUPER_ADMIN, accounts.changeAdminRole(id, adminRole))
                .then(audit.note(note));
    }

    /** Takes nobody away who may do everything, unless another one is left. */
    private Mono<Void> guarded(Account account, boolean keepsAll, Mono<Boolean> change) {
        var loses = account.adminRole() == AdminRole.SUPER_ADMIN && !account.superuser() && !keepsAll;
        return (loses ? accounts.lockSuperAdmins().then(change) : change)
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> new WrongState("account.last_super_admin")))
                .then();
    }

    /** The caller as they are now, not as they were when the request came. */
    private static Account requireGiver(@Nullable Account caller) {
        if (caller == null || !caller.may(Permission.USERS_ROLE)) {
            throw new Forbidden("error.forbidden");
        }
        return caller;
    }

    /** Nobody changes an admin who can do more than they can. */
    private static Account requireInReach(Account caller, @Nullable Account account) {
        if (account == null) {
            throw new NotFound("error.not_found");
        }
        if (account.superuser() && !caller.superuser()) {
            throw new Forbidden("account.superuser_only");
        }
        if (!caller.covers(account.adminRole())) {
            throw new Forbidden("account.beyond_own");
        }
        return account;
    }

    /** Nobody gives what they have not got. */
    private static void requireOwn(Account caller, AdminRole given) {
        if (!caller.covers(given)) {
            throw new Forbidden("account.beyond_own");
        }
    }

    private Mono<Void> expected(long id) {
        return Precondition.require(accounts.lockVersion(id));
    }

    private Mono<Account> lockClient(long id) {
        return accounts.lock(id)
                .filter(account -> account.role() == Role.CLIENT)
                .singleOrEmpty()
                .switchIfEmpty(notFound());
    }

    private Mono<Void> banChanged(Caller by, long id) {
        var actor = new Actor(by.id(), by.role().word());
        return Mono.defer(() -> events.emit(new BanChanged(id, actor))).then(evict(id));
    }

    private Mono<Void> changed(long id) {
        return Mono.defer(() -> events.emit(new AccountChanged(id))).then(evict(id));
    }

    private Mono<Void> evict(long id) {
        return Mono.defer(() -> invalidations.publish(PrincipalCache.KIND, String.valueOf(id)));
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }

    /**
     * @param activeMaster whether a master may take orders; means nothing for other roles
     * @param given the sub-role of an admin; without one an admin stays as they are, and a new one may do everything
     */
    public record RoleChange(Role role, boolean activeMaster, Optional<AdminRole> given) {

        public RoleChange(Role role, boolean activeMaster) {
            this(role, activeMaster, Optional.empty());
        }

        /** What is stored; of whoever is no admin, what they would be. */
        private AdminRole adminRole(Account before) {
            return role != Role.ADMIN
                    ? AdminRole.SUPER_ADMIN
                    : given.orElse(before.role() == Role.ADMIN ? before.storedAdminRole() : AdminRole.SUPER_ADMIN);
        }
    }
}
