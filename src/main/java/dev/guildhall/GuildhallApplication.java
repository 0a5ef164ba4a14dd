package dev.guildhall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or with the profile {@code cli} one operator command. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GuildhallApplication {

    public static void main(String[] args) {
        var context = SpringApplication.run(GuildhallApplication.class, args);
        if (context.getEnvironment().matchesProfiles("cli")) {
            System.exit(SpringApplication.exit(context));
        }
    }
}
