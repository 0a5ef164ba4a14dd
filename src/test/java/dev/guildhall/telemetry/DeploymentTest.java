package dev.guildhall.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is under {@code docker/} speaks of settings, paths, ports and metrics, all of which have to be there. */
@GuildhallTest
class DeploymentTest {

    private static final Path DOCKER = Path.of("docker");
    private static final String PORT = "8080";

    /** Read by the JVM. */
    private static final String JVM = "JAVA_TOOL_OPTIONS";

    private static final Set<String> WORDS_OF_PROMETHEUS =
            Set.of("sum", "max", "min", "by", "rate", "topk", "histogram_quantile", "label_values", "and", "instance");

    private static final Map<String, ThrowingConsumer<JsonElement>> KUBERNETES = Map.of(
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Pod", V1Pod::validateJsonElement,
            "v1 PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
            "v1 Secret", V1Secret::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "batch/v1 CronJob", V1CronJob::validateJsonElement,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

    /** Read by docker/nightly. */
    private static final Set<String> OF_THE_NIGHT = Set.of("BACKUP_DAYS");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Api api;

    @Autowired
    private ShopGauges gauges;

    @Test
    void everySettingThatIsSetExists() throws IOException {
        var set = new TreeSet<String>();
        for (var file : List.of("compose.yml", "compose.prod.yml")) {
            services(file)
                    .filter(service -> service.has("build"))
                    .forEach(service -> set.addAll(service.path("environment").propertyNames()));
        }
        Stream.concat(containers(), scheduled()).forEach(container -> container
                .path("env")
                .forEach(variable -> set.add(variable.path("name").asString())));
        for (var file : List.of("configmap.yaml", "secret.example.yaml")) {
            documents(DOCKER.resolve("kubernetes").resolve(file)).forEach(document -> {
                set.addAll(document.path("data").propertyNames());
                set.addAll(document.path("stringData").propertyNames());
            });
        }
        matches(Pattern.compile("(?m)^(?:ENV|   ) +([A-Z_]+)=[^ ]"), dockerfile())
                .forEach(set::add);

        set.removeAll(OF_THE_NIGHT);
        assertThat(set).contains("DATABASE_URL", "MEDIA_ROOT", "GUILDHALL_HOME", "SECRET_KEY");
        assertThat(settings()).containsAll(set);
    }

    @Test
    void everyVariableOfComposeIsExplained() throws IOException {
        var used = matches(
                        Pattern.compile("\\$\\{([A-Z0-9_]+)[:}]"), Files.readString(DOCKER.resolve("compose.prod.yml")))
                .collect(Collectors.toSet());
        var explained = matches(Pattern.compile("(?m)^([A-Z0-9_]+)="), Files.readString(DOCKER.resolve(".env.example")))
                .collect(Collectors.toSet());
        used.remove("GUILDHALL_VERSION");

        assertThat(explained).containsExactlyInAnyOrderElementsOf(used);
    }

    /** That the server's own commands in it are there is looked at where those are: {@code WrittenCommandsTest}. */
    @Test
    void whatIsScheduledIsDoneByTheScriptOfTheImage() throws IOException {
        var known = matches(Pattern.compile("(?m)^([a-z]+)\\(\\) \\{"), Files.readString(DOCKER.resolve("nightly")))
                .toList();
        var scheduled = scheduled()
                .map(container -> container
                        .path("command")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .toList();

        assertThat(dockerfile()).containsPattern("COPY .*docker/nightly .*/usr/local/bin/");
        assertThat(scheduled).allSatisfy(command -> assertThat(command).startsWith("nightly"));
        assertThat(scheduled.stream().flatMap(command -> command.stream().skip(1)))
                .contains("backup", "purge")
                .isSubsetOf(known);
        assertThat(services("compose.prod.yml")
                        .map(service -> service.at("/entrypoint/0").asString("")))
                .contains("nightly");
    }

    @Test
    void probesAskForWhatIsThere() throws IOException {
        var paths = containers()
                .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(probe -> container.path(probe).at("/httpGet/path").asString("")))
                .collect(Collectors.toCollection(TreeSet::new));
        matches(Pattern.compile("GET (/[^ ]*) HTTP"), Files.readString(DOCKER.resolve("healthcheck")))
                .forEach(paths::add);
        matches(Pattern.compile("health_uri (\\S+)"), Files.readString(DOCKER.resolve("Caddyfile")))
                .forEach(paths::add);

        assertThat(paths).containsExactly("/actuator/health/liveness", "/actuator/health/readiness");
        paths.forEach(path -> web.get().uri(path).exchange().expectStatus().isOk());
    }

    @Test
    void portsAgree() throws IOException {
        var ports = new ArrayList<String>();
        matches(Pattern.compile("EXPOSE (\\d+)"), dockerfile()).forEach(ports::add);
        matches(Pattern.compile("PORT:-(\\d+)"), Files.readString(DOCKER.resolve("healthcheck")))
                .forEach(ports::add);
        containers().forEach(container -> container
                .path("ports")
                .forEach(port -> ports.add(port.path("containerPort").asString())));
        services("compose.prod.yml")
                .map(service -> service.at("/environment/NODES").asString(""))
                .flatMap(nodes -> matches(Pattern.compile(":(\\d+)"), nodes))
                .forEach(ports::add);
        documents(DOCKER.resolve("observability/prometheus.yml"))
                .flatMap(document -> matches(
                        Pattern.compile(":(\\d+)"),
                        document.at("/scrape_configs/0/static_configs/0/targets")
                                .toString()))
                .forEach(ports::add);

        assertThat(ports).hasSizeGreaterThan(6).containsOnly(PORT);
        assertThat(configuration()).contains("${PORT:" + PORT + "}");
    }

    @Test
    void kubernetesFilesBelongTogether() throws IOException {
        var folder = DOCKER.resolve("kubernetes");
        var listed = documents(folder.resolve("kustomization.yaml"))
                .flatMap(document -> document.path("resources").valueStream().map(JsonNode::asString))
                .toList();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml") && !name.endsWith(".example.yaml")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        for (var file : listed) {
            assertThat(documents(folder.resolve(file))).allSatisfy(document -> {
                assertThat(document.path("apiVersion").asString("")).isNotEmpty();
                assertThat(document.path("kind").asString("")).isNotEmpty();
                assertThat(document.at("/metadata/name").asString("")).startsWith("guildhall");
            });
        }
    }

    /** No field that it does not know, none missing that it requires, none of another type. */
    @Test
    void kubernetesKnowsEveryField() throws IOException {
        try (var files = Files.list(DOCKER.resolve("kubernetes"))) {
            var manifests = files.filter(file -> !file.endsWith("kustomization.yaml"))
                    .flatMap(DeploymentTest::documents)
                    .toList();

            assertThat(manifests).hasSizeGreaterThan(7).allSatisfy(manifest -> {
                var kind = manifest.path("apiVersion").asString("") + " "
                        + manifest.path("kind").asString("");
                Objects.requireNonNull(KUBERNETES.get(kind), kind).accept(JsonParser.parseString(manifest.toString()));
            });
        }
    }

    @Test
    void dashboardAndAlertsLookAtWhatIsMeasured() throws IOException {
        var expressions = Stream.concat(
                        documents(DOCKER.resolve("observability/alerts.yml"))
                                .flatMap(document -> document.path("groups").valueStream())
                                .flatMap(group -> group.path("rules").valueStream())
                                .map(rule -> rule.path("expr").asString()),
                        dashboard())
                .toList();
        assertThat(expressions).hasSizeGreaterThan(30);
        haveEverythingHappen();

        var names = Scrape.of(web).names();

        assertThat(expressions.stream().flatMap(DeploymentTest::metrics).toList())
                .isSubsetOf(names);
    }

    /** What is counted is there when it has been counted for the first time. */
    private void haveEverythingHappen() {
        var client = api.client();
        var tag = "everything happens";
        var rule = api.admin().tagsEveryOrder(tag);
        var order = client.files();
        try (var watcher = api.watch(client, "/stream/?topics=appointment:" + order, "nonsense")) {
            watcher.await("resync");
            api.master().takes(order);
            watcher.await("appointment.updated");
        }
        api.admin().delete("/admin/rules/" + rule + "/").expect(204);
        Await.done(gauges.round());
    }

    private Stream<String> dashboard() throws IOException {
        var dashboard = JsonMapper.shared()
                .readTree(DOCKER.resolve("observability/grafana-dashboard.json").toFile());
        return Stream.concat(
                dashboard
                        .path("panels")
                        .valueStream()
                        .flatMap(panel -> panel.path("targets").valueStream())
                        .map(target -> target.path("expr").asString()),
                dashboard
                        .at("/templating/list")
                        .valueStream()
                        .map(variable -> variable.at("/query/query").asString(""))
                        .filter(query -> !query.isEmpty()));
    }

    /** The names of metrics in an expression: what is left of its names without labels, ranges, groupings and words. */
    private static Stream<String> metrics(String expression) {
        var bare = expression
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^\\]]*]", "")
                .replaceAll("\\bby \\([^)]*\\)", "");
        return matches(Pattern.compile("\\b([a-z][a-z0-9_]*)\\b"), bare)
                .filter(name -> !WORDS_OF_PROMETHEUS.contains(name))
                // Prometheus's own: whether a node could be asked.
                .filter(name -> !name.equals("up"));
    }

    private static Stream<JsonNode> services(String compose) {
        return documents(DOCKER.resolve(compose))
                .flatMap(document ->
                        Stream.concat(document.path("services").valueStream(), Stream.of(document.path("x-app"))));
    }

    private static Stream<JsonNode> containers() {
        return documents(DOCKER.resolve("kubernetes/deployment.yaml"))
                .flatMap(document ->
                        document.at("/spec/template/spec/containers").valueStream());
    }

    /** The containers of all jobs that are done by the clock. */
    private static Stream<JsonNode> scheduled() {
        return documents(DOCKER.resolve("kubernetes/nightly.yaml"))
                .flatMap(document -> document.at("/spec/jobTemplate/spec/template/spec/containers")
                        .valueStream());
    }

    private static Stream<JsonNode> documents(Path file) {
        var yaml = YAMLMapper.shared();
        return yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile()).readAll().stream();
    }

    /** The names of all settings: those that the configuration reads. */
    private static Set<String> settings() throws IOException {
        var all = matches(Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]"), configuration())
                .collect(Collectors.toSet());
        all.add(JVM);
        return all;
    }

    private static String configuration() throws IOException {
        return Files.readString(Path.of("src/main/resources/application.yaml"));
    }

    private static String dockerfile() throws IOException {
        return Files.readString(DOCKER.resolve("Dockerfile"));
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
