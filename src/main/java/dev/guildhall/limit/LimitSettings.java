package dev.guildhall.limit;

import dev.guildhall.shared.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * How many requests a minute there may be.
 *
 * @param perMinute by limit; 0 for as many as there come
 */
@ConfigurationProperties("guildhall.limits")
record LimitSettings(Map<Limit, Integer> perMinute) {

    private static final int MOST = 1_000_000;

    @ConstructorBinding
    LimitSettings(
            String address,
            String user,
            String login,
            String telegram,
            String refresh,
            String uploads,
            String messages) {
        this(read(Map.of(
                Limit.ADDRESS, address,
                Limit.USER, user,
                Limit.LOGIN, login,
                Limit.TELEGRAM, telegram,
                Limit.REFRESH, refresh,
                Limit.UPLOADS, uploads,
                Limit.MESSAGES, messages)));
    }

    int of(Limit limit) {
        return perMinute.getOrDefault(limit, 0);
    }

    private static Map<Limit, Integer> read(Map<Limit, String> texts) {
        var perMinute = new EnumMap<Limit, Integer>(Limit.class);
        texts.forEach((limit, text) -> perMinute.put(limit, new Setting(limit.variable(), text).wholeNumber(0, MOST)));
        return perMinute;
    }
}
