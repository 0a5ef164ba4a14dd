package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.BootstrapService;
import dev.guildhall.identity.SignInService;
import dev.guildhall.identity.SignedIn;
import dev.guildhall.profile.MeQueries;
import dev.guildhall.profile.MeUser;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.CallerAddresses;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class SignInHandler {

    private final SignInService signIn;
    private final BootstrapService bootstrap;
    private final MeQueries people;
    private final BodyReader bodies;
    private final RefreshCookies cookies;
    private final CallerAddresses addresses;

    SignInHandler(
            SignInService signIn,
            BootstrapService bootstrap,
            MeQueries people,
            BodyReader bodies,
            RefreshCookies cookies,
            CallerAddresses addresses) {
        this.signIn = signIn;
        this.bootstrap = bootstrap;
        this.people = people;
        this.bodies = bodies;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    Mono<ServerResponse> bootstrapStatus(ServerRequest request) {
        return bootstrap
                .countAdmins()
                .map(admins -> new BootstrapStatus(admins == 0, admins))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> bootstrapAdmin(ServerRequest request) {
        var userAgent = SignInRequests.userAgent(request);
        return bodies.with(
                        request, body -> bootstrap.bootstrap(() -> SignInRequests.newAdmin(body.fields()), userAgent))
                .flatMap(this::answer);
    }

    Mono<ServerResponse> login(ServerRequest request) {
        var address = addresses.of(request);
        var userAgent = SignInRequests.userAgent(request);
        return bodies.with(request, body -> {
                    var credentials = SignInRequests.credentials(body.fields());
                    return signIn.withPassword(credentials.username(), credentials.password(), address, userAgent);
                })
                .flatMap(this::answer);
    }

    Mono<ServerResponse> telegram(ServerRequest request) {
        var userAgent = SignInRequests.userAgent(request);
        return bodies.with(request, body -> signIn.withTelegram(SignInRequests.telegramLogin(body.fields()), userAgent))
                .flatMap(this::answer);
    }

    private Mono<ServerResponse> answer(SignedIn signedIn) {
        return people.get(signedIn.accountId())
                .map(me -> new SignInResponse(signedIn.access(), me.user()))
                .flatMap(ok().cookie(cookies.with(signedIn.refresh()))::bodyValue);
    }

    private record BootstrapStatus(boolean requiresSetup, long adminAccountsCount) {}

    private record SignInResponse(String access, MeUser user) {}
}
