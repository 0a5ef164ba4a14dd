package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    FileStore fileStore(MediaSettings settings, Home home) {
        return new RehearsableFiles(new LocalFileStore(settings.folder(home)));
    }
}
