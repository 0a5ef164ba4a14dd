package dev.guildhall.scoring;

import dev.guildhall.shared.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * Scores.
 *
 * @param refreshed whether this node computes scores anew that time has changed ({@code SCORE_REFRESH}); of several nodes one is enough
 */
@ConfigurationProperties("guildhall.scores")
record ScoreSettings(boolean refreshed) {

    @ConstructorBinding
    ScoreSettings(String refresh) {
        this(new Setting("SCORE_REFRESH", refresh).flag());
    }
}
