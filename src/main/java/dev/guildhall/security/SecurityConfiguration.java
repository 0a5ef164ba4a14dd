package dev.guildhall.security;

import static org.springframework.security.config.web.server.SecurityWebFiltersOrder.AUTHENTICATION;
import static org.springframework.security.config.web.server.SecurityWebFiltersOrder.CORS;
import static org.springframework.security.config.web.server.SecurityWebFiltersOrder.SECURITY_CONTEXT_SERVER_WEB_EXCHANGE;

import dev.guildhall.limit.RequestLimits;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Home;
import dev.guildhall.shared.Unauthenticated;
import dev.guildhall.shared.web.CursorSigner;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec.HstsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The filter chain: stateless, one rule per route, security headers on everything, no framework pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecuritySettings.class, ScrapeSettings.class})
class SecurityConfiguration {

    @Bean
    SecretKeySource secretKeySource(
            SecuritySettings settings, @Value("${guildhall.database.url}") String databaseUrl, Home home) {
        return new SecretKeySource(settings.secretKey(), databaseUrl.isBlank(), home);
    }

    @Bean
    CursorSigner cursorSigner(SigningKeys keys) {
        var key = keys.derive("cursor");
        return text -> SigningKeys.hmac(key, text);
    }

    /** What looks like an attack is refused; a method, however strange, is not: the route table knows what there is. */
    @Bean
    ServerWebExchangeFirewall serverWebExchangeFirewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** Answers like every other refusal, rather than without a word. */
    @Bean
    ServerExchangeRejectedHandler serverExchangeRejectedHandler() {
        return (exchange, rejected) ->
                Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, rejected.getMessage()));
    }

    /** Not for commands, which serve nobody. */
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            BearerAuthentication bearer,
            RouteAuthorization authorization,
            RequestLimits limits,
            OriginCheck origins,
            BrowserHeaders browserHeaders,
            SecuritySettings settings) {
        return http.csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(it -> it.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(it -> it.configurationSource(cors(settings.corsAllowedOrigins())))
                .headers(it -> it.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .hsts(HstsSpec::disable)
                        .writer(browserHeaders))
                .exceptionHandling(it -> it.authenticationEntryPoint(
                                (exchange, refused) -> Mono.error(new Unauthenticated("error.unauthenticated")))
                        .accessDeniedHandler((exchange, refused) -> Mono.error(new Forbidden("error.forbidden"))))
                .addFilterAfter(limits::byNetwork, CORS)
                .addFilterAfter(origins::require, CORS)
                .addFilterAfter(limits::byPerson, SECURITY_CONTEXT_SERVER_WEB_EXCHANGE)
                .addFilterAt(authentication(bearer, authorization), AUTHENTICATION)
                .authorizeExchange(it -> it.anyExchange().access(authorization))
                .build();
    }

    private static AuthenticationWebFilter authentication(
            BearerAuthentication bearer, RouteAuthorization authorization) {
        var filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(bearer::convert);
        filter.setRequiresAuthenticationMatcher(authorization.guarded());
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return filter;
    }

    /** Other origins are answered without CORS headers rather than refused: it is their browser that keeps the answer from them. */
    private static CorsConfigurationSource cors(List<String> origins) {
        var known = new CorsConfiguration();
        known.setAllowedOrigins(origins);
        known.setAllowCredentials(true);
        known.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        known.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        known.setExposedHeaders(List.of(
                "X-Request-Id",
                HttpHeaders.RETRY_AFTER,
                "RateLimit",
                "RateLimit-Policy",
                HttpHeaders.CONTENT_DISPOSITION,
                HttpHeaders.LINK,
                "X-Total-Count",
                HttpHeaders.ETAG,
                "Idempotent-Replayed"));
        known.setMaxAge(Duration.ofHours(1));
        return exchange -> origins.contains(exchange.getRequest().getHeaders().getOrigin()) ? known : null;
    }
}
