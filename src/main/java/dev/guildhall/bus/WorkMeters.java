package dev.guildhall.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether what a node does again and again gets done: work that fails or hangs is seen by the time that has passed. */
@Component
class WorkMeters implements MeterBinder {

    private final ObjectProvider<RepeatedWork> works;

    WorkMeters(ObjectProvider<RepeatedWork> works) {
        this.works = works;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        works.stream().forEach(work -> {
            TimeGauge.builder("guildhall.work.idle", work, TimeUnit.MILLISECONDS, it -> it.sinceSuccess()
                            .toMillis())
                    .description("How long ago the node has done this work without failing")
                    .tag("work", work.name())
                    .register(registry);
            TimeGauge.builder("guildhall.work.pause", work, TimeUnit.MILLISECONDS, it -> it.pause()
                            .toMillis())
                    .description("How often the node does it")
                    .tag("work", work.name())
                    .register(registry);
        });
    }
}
