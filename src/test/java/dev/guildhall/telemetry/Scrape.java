package dev.guildhall.telemetry;

import dev.guildhall.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the application tells Prometheus at one moment: lines such as {@code guildhall_orders_open{status="NEW"} 3.0}. */
record Scrape(List<String> lines) {

    static Scrape of(WebTestClient web) {
        var body = web.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .get()
                .uri("/actuator/prometheus")
                .header(HttpHeaders.ACCEPT, "text/plain")
                .headers(headers -> headers.setBearerAuth(TestEnvironment.METRICS_TOKEN))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return new Scrape(Objects.requireNonNull(body).lines().toList());
    }

    /** All names there are. */
    Set<String> names() {
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** The sum of the values of a name whose labels are at least these; 0 when there are none. */
    double value(String name, Map<String, String> labels) {
        Predicate<String> isMeant = line -> labels.entrySet().stream()
                .allMatch(label -> line.contains(label.getKey() + "=\"" + label.getValue() + "\""));
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(isMeant)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
