package dev.guildhall.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** A command that tells its result to people, or to a program: then one JSON object is all there is on standard output. */
@Command(footer = "%nExit codes: 0 done, 1 failed or refused, 2 wrong usage.")
abstract class ReportingCommand extends GuildhallCommand {

    @Option(names = "--json", description = "Tells the result, or why there is none, as one JSON object.")
    private boolean json;

    /** The result: the object, or what is said in its place. */
    void report(Map<String, ? extends @Nullable Object> result, Runnable words) {
        if (json) {
            say("%s", JsonMapper.shared().writeValueAsString(result));
        } else {
            words.run();
        }
    }

    /** Why it failed, for a program; people read it on standard error. */
    void reportFailure(String complaint) {
        report(Map.of("error", complaint), () -> {});
    }
}
