package dev.guildhall.cli;

import dev.guildhall.demo.Demo;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

@Component
@Profile("cli")
@Command(
        name = "demo",
        description = "Fills an empty database with made-up people and orders, and tells who can sign in.")
class DemoCommand extends GuildhallCommand {

    private final ObjectProvider<Demo> demo;

    DemoCommand(ObjectProvider<Demo> demo) {
        this.demo = demo;
    }

    @Override
    public Integer call() {
        var play = demo.getObject().fill();
        tellProgress("Making up two weeks of business ...");
        var logins = Objects.requireNonNull(play.block());
        logins.forEach(login -> say("%s", DemoAtStart.line(login)));
        say("Demo filled: logins=%d", logins.size());
        return 0;
    }
}
