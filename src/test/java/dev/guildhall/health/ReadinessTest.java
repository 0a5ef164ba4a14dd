package dev.guildhall.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.testing.GuildhallTest;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A node that is busy is not out of service. */
@GuildhallTest
@Timeout(60)
class ReadinessTest {

    /** As many as there are. */
    private static final int ALL = 4;

    @Autowired
    private DatabaseReadiness readiness;

    @Autowired
    private BackgroundConnections background;

    @Test
    void aNodeIsReadyWhileAllConnectionsForItsOwnWorkAreTaken() {
        var taken = Flux.range(0, ALL)
                .flatMap(each -> Mono.from(background.factory().create()).cast(Connection.class))
                .collectList();
        var status = Mono.usingWhen(
                        taken,
                        all -> readiness.health().map(Health::getStatus),
                        all -> Flux.fromIterable(all).flatMap(Connection::close).then())
                .block(Duration.ofSeconds(40));

        assertThat(status).isEqualTo(Status.UP);
    }
}
