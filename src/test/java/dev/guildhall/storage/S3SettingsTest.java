package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidSetting;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "S3_ENDPOINT,   s3.example.org",
        "S3_ENDPOINT,   https://s3.example.org/path",
        "S3_ENDPOINT,   https://user:hushhush@s3.example.org",
        "S3_REGION,     ''",
        "S3_REGION,     Mars!",
        "S3_BUCKET,     ''",
        "S3_BUCKET,     a/b",
        "S3_ACCESS_KEY, ''",
        "S3_SECRET_KEY, ' '",
        "S3_PREFIX,     guildhall",
        "S3_PREFIX,     /guildhall/",
        "S3_PREFIX,     ../",
        "S3_PATH_STYLE, maybe",
        "S3_PRESIGNED,  maybe",
    })
    void namesTheSettingThatIsWrong(String variable, String value) {
        var settings = with(Map.of(variable, value));
        assertThatThrownBy(() -> new MediaSettings("s3", "", "", settings))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(variable)
                .message()
                .doesNotContain("hushhush");
        assertThat(new MediaSettings("local", "", "", settings).inBucket()).isFalse();
    }

    @Test
    void takesAmazonsAndOthers() {
        var amazon = with(Map.of("S3_ENDPOINT", ""));
        assertThat(new MediaSettings("S3", "", "", amazon).inBucket()).isTrue();
        assertThat(amazon.address()).isEmpty();
        var other = with(Map.of("S3_ENDPOINT", "http://minio:9000", "S3_PREFIX", "a/b/"));
        assertThat(new MediaSettings("s3", "", "", other).s3().address()).contains(URI.create("http://minio:9000"));
    }

    @Test
    void tellsNobodyTheSecret() {
        assertThat(new MediaSettings("s3", "", "", with(Map.of("S3_SECRET_KEY", "hushhush"))).toString())
                .doesNotContain("hushhush");
    }

    private static S3Settings with(Map<String, String> changed) {
        return new S3Settings(
                changed.getOrDefault("S3_ENDPOINT", "https://s3.example.org"),
                changed.getOrDefault("S3_REGION", "eu-central-1"),
                changed.getOrDefault("S3_BUCKET", "media"),
                changed.getOrDefault("S3_ACCESS_KEY", "key"),
                changed.getOrDefault("S3_SECRET_KEY", "secret"),
                changed.getOrDefault("S3_PATH_STYLE", "true"),
                changed.getOrDefault("S3_PREFIX", ""),
                changed.getOrDefault("S3_PRESIGNED", "false"));
    }
}
