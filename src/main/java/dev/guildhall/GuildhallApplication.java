package dev.guildhall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.data.autoconfigure.metrics.DataRepositoryMetricsAutoConfiguration;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

/** Starts the server, or with the profile {@code cli} one operator command. */
@SpringBootApplication(
        exclude = {
            // What nothing here uses; each would take a part of every start. The first would wrap every repository, the
            // next two would look at every bean for something to wrap.
            PersistenceExceptionTranslationAutoConfiguration.class,
            AopAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            DataR2dbcAutoConfiguration.class,
            DataRepositoryMetricsAutoConfiguration.class,
            TaskExecutionAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            TaskExecutorMetricsAutoConfiguration.class,
            ScheduledTasksObservationAutoConfiguration.class
        })
public class GuildhallApplication {

    public static void main(String[] args) {
        var context = SpringApplication.run(GuildhallApplication.class, args);
        if (context.getEnvironment().matchesProfiles("cli")) {
            System.exit(SpringApplication.exit(context));
        }
    }
}
