package dev.guildhall.testing;

import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Holds every answer that a test's own client gets against the API's description. */
final class DescribedAnswers implements WebTestClientBuilderCustomizer {

    @Override
    public void customize(WebTestClient.Builder builder) {
        builder.filter(OpenApiContract.read().filter());
    }
}
