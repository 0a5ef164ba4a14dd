package dev.guildhall.cli;

import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** A command that tells its result to people, or to a program: then one JSON object is all there is on standard output. */
abstract class ReportingCommand extends GuildhallCommand {

    @Option(names = "--json", description = "Tells the result, or why there is none, as one JSON object.")
    private boolean json;

    /** The result: an object, by its map or as JSON knows it already, or what is said in its place. */
    void report(Object result, Runnable words) {
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
