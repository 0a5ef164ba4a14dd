package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.shared.web.RouteTable.Entry;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/**
 * Who may call what: the rule of every route, and what really happens when everybody calls everything. Both are checked in, in
 * {@code docs/permissions.md}; with {@code WRITE_PERMISSIONS=true} in the environment it is written anew, for somebody to read the difference.
 *
 * <p>What is asked for is an order that is completed, and in it a message of its client; other things do not exist. Bodies are half a
 * JSON object, so that nothing is done: whoever is let in is told that, and whoever is not is told so first.
 */
@GuildhallTest
class PermissionMatrixTest {

    private static final Path PAGE = Path.of("docs/permissions.md");
    private static final String PREFIX = "/api/v1";
    private static final String NOBODY = "anybody";
    private static final byte[] HALF_A_BODY = "{".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private Api api;

    @Autowired
    private RouteTable routes;

    @Autowired
    private ReactiveWebServerApplicationContext server;

    private final Map<String, Supplier<Person>> makers = new LinkedHashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private RawHttp http;
    private long order;
    private long message;

    @BeforeEach
    void everybodyIsThere() {
        http = new RawHttp(Objects.requireNonNull(server.getWebServer()).getPort());
        var client = api.client();
        var master = api.master();
        order = client.files();
        master.takes(order);
        message = client.says(order, "Hello").path("id").asLong();
        api.admin().setsStatus(order, "COMPLETED");
        makers.put("client", api::client);
        makers.put("banned client", this::bannedClient);
        makers.put("its client", () -> client);
        makers.put("inactive master", this::inactiveMaster);
        makers.put("active master", api::master);
        makers.put("its master", () -> master);
        for (var role : AdminRole.values()) {
            makers.put(role.word(), () -> api.admin(role.word()));
        }
        makers.forEach((name, maker) -> people.put(name, maker.get()));
    }

    @Test
    void everyEndpointAnswersEveryRoleAsIsWrittenDown() {
        var page = page();
        if ("true".equals(System.getenv("WRITE_PERMISSIONS"))) {
            write(page);
        }

        assertThat(page).isEqualTo(read());
    }

    @Test
    void whereAPermissionIsNeededItAloneDecides() {
        for (var route : v1()) {
            route.access().permission().ifPresent(permission -> {
                assertThat(cell(route, NOBODY)).as(route.toString()).isEqualTo("401");
                for (var person : people.keySet()) {
                    var may = Arrays.stream(AdminRole.values())
                            .anyMatch(role -> role.word().equals(person) && role.may(permission));
                    assertThat(cell(route, person))
                            .as("%s for %s", route, person)
                            .isEqualTo(may ? "yes" : "no");
                }
            });
        }
    }

    @Test
    void noRouteOfTheAdminsIsOpenToOthersOrToEveryAdmin() {
        assertThat(v1().stream()
                        .filter(route -> route.path().startsWith(PREFIX + "/admin/"))
                        .filter(route -> route.access().permission().isEmpty()))
                .isEmpty();
    }

    @Test
    void everyPermissionIsAskedForSomewhere() {
        var asked = v1().stream()
                .flatMap(route -> route.access().permission().stream())
                .collect(Collectors.toSet());
        // In the use cases: beside the two sides of an order.
        asked.addAll(List.of(Permission.CHAT_READ, Permission.CHAT_WRITE, Permission.CHAT_MODERATE));

        assertThat(asked).containsExactlyInAnyOrder(Permission.values());
    }

    @Test
    void bothPrefixesHaveTheSameRules() {
        assertThat(rules("/api/v1/")).isEqualTo(rules("/api/"));
    }

    private Map<String, String> rules(String prefix) {
        return routes.entries().stream()
                .filter(route -> route.path().startsWith(prefix))
                .filter(route -> prefix.length() > 5 || !route.path().startsWith("/api/v1/"))
                .collect(Collectors.toMap(
                        route -> route.method() + " " + route.path().substring(prefix.length()),
                        route -> route.access().toString()));
    }

    private String page() {
        var lines = new ArrayList<String>();
        lines.add("# Who may do what");
        lines.add("");
        lines.add(
                "Made from the code by `PermissionMatrixTest`, which calls every route as everybody and fails when this page is not true.");
        lines.add(
                "After a change: `WRITE_PERMISSIONS=true ./mvnw test -Dtest=PermissionMatrixTest`, then read the difference.");
        lines.add("");
        lines.add("## Sub-roles of admins");
        lines.add("");
        lines.add(
                "Everybody who is an admin is `super_admin` unless somebody says otherwise by `POST /api/v1/admin/users/{id}/admin-role/`.");
        lines.add(
                "Nobody gives or takes permissions they lack, nobody changes themself, and one `super_admin` always remains. Superusers are");
        lines.add(
                "`super_admin` whatever is stored. `GET /api/v1/admin/permissions/why/?user=&permission=` explains a decision.");
        lines.add("");
        lines.addAll(table(
                Stream.concat(
                                Stream.of("permission", "lets an admin"),
                                Arrays.stream(AdminRole.values()).map(AdminRole::word))
                        .toList(),
                Arrays.stream(Permission.values())
                        .map(PermissionMatrixTest::permissionRow)
                        .toList()));
        lines.add("");
        lines.add(
                "The two sides of an order may do their part without any of these. Streams ask for the same as the routes: the topic `events`");
        lines.add(
                "for `events.read`, `appointment:{id}` for `appointments.read`; whoever has not got `chat.read` as well sees there that");
        lines.add("something was written, and not what.");
        lines.add("");
        lines.add("## Routes");
        lines.add("");
        lines.add(
                "Each is declared with its rule, under `/api` and `/api/v1` alike. Then: what everybody is told who calls it. *yes* is let in,");
        lines.add(
                "*no* is 403, *401* has to sign in first. What depends on an order is asked for one that is completed: a stranger, the client who");
        lines.add("filed it, its master.");
        lines.add("");
        var header = new ArrayList<>(List.of("route", "rule", NOBODY));
        header.addAll(people.keySet());
        lines.addAll(table(header, v1().stream().map(this::routeRow).toList()));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> permissionRow(Permission permission) {
        var row = new ArrayList<>(List.of("`" + permission.word() + "`", permission.meaning()));
        for (var role : AdminRole.values()) {
            row.add(role.may(permission) ? "yes" : "");
        }
        return row;
    }

    private List<String> routeRow(Entry route) {
        var path = route.path().startsWith(PREFIX + "/") ? route.path().substring(PREFIX.length()) : route.path();
        var rule = route.access().permission().isPresent()
                ? "`" + route.access() + "`"
                : route.access().toString();
        var row = new ArrayList<>(List.of("`" + route.method() + " " + path + "`", rule, cell(route, NOBODY)));
        people.keySet().forEach(person -> row.add(cell(route, person)));
        return row;
    }

    private static List<String> table(List<String> header, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(line(header));
        lines.add(line(header.stream().map(column -> "---").toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Whoever has signed themself out by calling a route comes back. */
    private String cell(Entry route, String name) {
        var status = status(route, people.get(name));
        if (status == 401 && !name.equals(NOBODY) && route.access() != Access.PUBLIC) {
            people.put(name, Objects.requireNonNull(makers.get(name)).get());
            status = status(route, people.get(name));
        }
        assertThat(status).as("%s for %s", route, name).isNotZero().isLessThan(500);
        return switch (status) {
            case 401 -> "401";
            case 403 -> "no";
            default -> "yes";
        };
    }

    private int status(Entry route, @Nullable Person person) {
        var headers = new LinkedHashMap<String, String>(Map.of("Content-Type", "application/json"));
        if (person != null) {
            headers.put("Authorization", "Bearer " + person.token());
        }
        var body = route.method().name().equals("GET") ? null : HALF_A_BODY;
        return http.send(route.method().name(), place(route.path()), headers, body)
                .status();
    }

    private String place(String path) {
        var id = path.startsWith(PREFIX + "/appointments/")
                ? order
                : path.contains("/messages/") ? message : Long.MAX_VALUE;
        return path.replace("{id}", String.valueOf(id)).replaceAll("\\{[a-z_]+}", "x");
    }

    private Person bannedClient() {
        var client = api.client();
        api.admin().post("/admin/users/" + client.id() + "/ban/").expect(200);
        return client;
    }

    private Person inactiveMaster() {
        var master = api.master();
        api.admin().post("/admin/masters/" + master.id() + "/suspend/").expect(200);
        return master;
    }

    private List<Entry> v1() {
        return routes.entries().stream()
                .filter(route ->
                        route.path().startsWith(PREFIX + "/") || !route.path().startsWith("/api"))
                .sorted(Comparator.comparing(Entry::path)
                        .thenComparing(route -> route.method().name()))
                .toList();
    }

    private static String read() {
        try {
            return Files.exists(PAGE) ? Files.readString(PAGE) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String page) {
        try {
            Files.writeString(PAGE, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
