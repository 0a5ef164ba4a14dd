package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.BootstrapService;
import dev.guildhall.identity.KnownDevices;
import dev.guildhall.identity.PasswordLogin;
import dev.guildhall.identity.PasswordRules;
import dev.guildhall.identity.RegistrationService;
import dev.guildhall.identity.SignInService;
import dev.guildhall.identity.SignedIn;
import dev.guildhall.identity.TelegramSettings;
import dev.guildhall.profile.MeQueries;
import dev.guildhall.profile.MeUser;
import dev.guildhall.shared.web.BodyReader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class SignInHandler {

    private final SignInService signIn;
    private final RegistrationService registration;
    private final PasswordRules rules;
    private final BootstrapService bootstrap;
    private final MeQueries people;
    private final BodyReader bodies;
    private final RefreshCookies cookies;
    private final Devices devices;
    private final KnownDevices known;
    private final TelegramSettings telegram;

    SignInHandler(
            SignInService signIn,
            RegistrationService registration,
            PasswordRules rules,
            BootstrapService bootstrap,
            MeQueries people,
            BodyReader bodies,
            RefreshCookies cookies,
            Devices devices,
            KnownDevices known,
            TelegramSettings telegram) {
        this.signIn = signIn;
        this.registration = registration;
        this.rules = rules;
        this.bootstrap = bootstrap;
        this.people = people;
        this.bodies = bodies;
        this.cookies = cookies;
        this.devices = devices;
        this.known = known;
        this.telegram = telegram;
    }

    Mono<ServerResponse> bootstrapStatus(ServerRequest request) {
        return bootstrap
                .countAdmins()
                .map(admins -> new BootstrapStatus(admins == 0, admins))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> bootstrapAdmin(ServerRequest request) {
        var device = devices.of(request);
        return bodies.with(request, body -> bootstrap.bootstrap(() -> SignInRequests.newAdmin(body.fields()), device))
                .flatMap(this::answer);
    }

    Mono<ServerResponse> login(ServerRequest request) {
        var device = devices.of(request);
        return bodies.with(request, body -> {
                    var credentials = SignInRequests.credentials(body.fields());
                    var login = new PasswordLogin(
                            credentials.username(),
                            credentials.password(),
                            credentials.code(),
                            cookies.knownDevice(request));
                    return signIn.withPassword(login, device);
                })
                .flatMap(this::answerToPassword);
    }

    Mono<ServerResponse> telegram(ServerRequest request) {
        var device = devices.of(request);
        return bodies.with(request, body -> {
                    var login = SignInRequests.telegramLogin(body.fields());
                    return signIn.withTelegram(login, SignInRequests.telegramCode(body.fields()), device);
                })
                .flatMap(this::answer);
    }

    Mono<ServerResponse> registrationStatus(ServerRequest request) {
        return registration
                .isOpen()
                .map(open -> new RegistrationStatus(open, telegram.widgetBot()))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> register(ServerRequest request) {
        var device = devices.of(request);
        return bodies.with(
                        request,
                        body -> registration.register(() -> SignInRequests.newClient(body.fields(), rules), device))
                .flatMap(made -> answer(HttpStatus.CREATED, made));
    }

    /** The browser is known from now on. */
    private Mono<ServerResponse> answerToPassword(SignedIn signedIn) {
        return people.get(signedIn.accountId())
                .map(me -> new SignInResponse(signedIn.access(), me.user()))
                .flatMap(response -> ok().cookie(cookies.with(signedIn.refresh()))
                        .cookie(cookies.ofKnownDevice(
                                known.proof(response.user().username())))
                        .bodyValue(response));
    }

    private Mono<ServerResponse> answer(SignedIn signedIn) {
        return answer(HttpStatus.OK, signedIn);
    }

    private Mono<ServerResponse> answer(HttpStatus status, SignedIn signedIn) {
        return people.get(signedIn.accountId())
                .map(me -> new SignInResponse(signedIn.access(), me.user()))
                .flatMap(ServerResponse.status(status).cookie(cookies.with(signedIn.refresh()))::bodyValue);
    }

    private record RegistrationStatus(
            boolean open, @Nullable String telegramBot) {}

    private record BootstrapStatus(boolean requiresSetup, long adminAccountsCount) {}

    private record SignInResponse(String access, MeUser user) {}
}
