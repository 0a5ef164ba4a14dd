package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One store, by the setting; of the other nothing is even loaded. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
class StorageConfiguration {

    @Bean
    FileStore fileStore(MediaSettings settings, Home home, Clock clock) {
        return new RehearsableFiles(
                settings.inBucket()
                        ? new S3FileStore(settings.s3(), clock)
                        : new LocalFileStore(settings.folder(home), clock));
    }
}
