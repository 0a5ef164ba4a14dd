package dev.guildhall.cli;

import dev.guildhall.shared.Refusal;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.stereotype.Component;

/** Says in one line why a command failed; the trace is in the log at DEBUG. */
@Component
@Profile("cli")
class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final MessageSource messages;
    private final BeanFactory beans;
    private final Environment environment;

    Failures(MessageSource messages, BeanFactory beans, Environment environment) {
        this.messages = messages;
        this.beans = beans;
        this.environment = environment;
    }

    String inOneLine(Throwable failure) {
        LOG.debug("A command failed", failure);
        return failure instanceof Refusal refusal
                ? messages.getMessage(refusal.code(), refusal.arguments(), Locale.ENGLISH)
                : analyzed(failure);
    }

    /** A command makes what it needs only now, so what stops the start of a server, such as a wrong setting, comes up here. */
    private String analyzed(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment),
                        FailureHandler.handleMessage((message, cause) -> LOG.debug(message.get(), cause)))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .map(FailureAnalysis::getDescription)
                .findFirst()
                .orElseGet(() -> "Failed: "
                        + NestedExceptionUtils.getMostSpecificCause(failure).getMessage())
                .lines()
                .findFirst()
                .orElse("Failed.");
    }
}
