package dev.guildhall.shared;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says in one line which setting is not of its type. The configuration file refers to environment variables by
 * <code>${NAME:default}</code>; that name is the one its reader knows.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class UnreadableSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    private final Environment environment;

    UnreadableSettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, BindException cause) {
        var property = cause.getName().toString();
        var setting = new InvalidSetting(
                variable(cause, property), expectation(cause) + ", not \"" + environment.getProperty(property) + "\"");
        return new FailureAnalysis(setting.getMessage(), null, failure);
    }

    private static String variable(BindException cause, String property) {
        var bound = cause.getProperty();
        var reference = VARIABLE.matcher(bound == null ? "" : String.valueOf(bound.getValue()));
        return reference.find() ? reference.group(1) : property;
    }

    private static String expectation(BindException cause) {
        var type = cause.getTarget().getType().resolve(Object.class);
        if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
            return "must be a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == Duration.class) {
            return "must be a duration such as 30s or 5m";
        }
        if (type.isEnum()) {
            var words = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            return "must be one of " + String.join(", ", words);
        }
        return "must be a " + type.getSimpleName();
    }
}
