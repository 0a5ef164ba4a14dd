package dev.guildhall.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every route is described, everything described is a route, and both say the same about tokens. */
@GuildhallTest
class DescribedRoutesTest {

    @Test
    void describesExactlyTheRoutesThereAre(@Autowired RouteTable routes) {
        assertThat(described())
                .containsExactlyInAnyOrderElementsOf(routed(routes).toList());
    }

    private static Stream<String> routed(RouteTable routes) {
        return routes.entries().stream()
                .map(route -> line(route.method() + " " + route.path(), route.access() != Access.PUBLIC));
    }

    /** The actuator's routes are its own. */
    private static Stream<String> described() {
        return OpenApiContract.read().operations().stream()
                .filter(operation -> !operation.path().startsWith("/actuator/"))
                .map(operation -> line(operation.method() + " " + operation.path(), operation.bearer()));
    }

    private static String line(String route, boolean needsToken) {
        return route + (needsToken ? " with a token" : " for everybody");
    }
}
