package dev.guildhall.cli;

import dev.guildhall.storage.FileStore.Listed;
import dev.guildhall.storage.FileVerification;
import dev.guildhall.storage.FileVerification.Findings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Component
@Profile("cli")
@Command(
        name = "files",
        description =
                "Compares the uploaded files there are with those that rows name; exit code 1 when one is missing, or left that no"
                        + " row names.")
class FilesCommand extends ReportingCommand {

    private final ObjectProvider<FileVerification> verification;
    private final ObjectProvider<JsonMapper> json;

    @Parameters(paramLabel = "verify", description = "What to do with them.")
    private String what = "";

    @Option(names = "--delete-orphans", description = "Deletes files that no row names and that are older than a day.")
    private boolean deletesOrphans;

    FilesCommand(ObjectProvider<FileVerification> verification, ObjectProvider<JsonMapper> json) {
        this.verification = verification;
        this.json = json;
    }

    @Override
    public Integer call() {
        if (!what.equals("verify")) {
            throw misused("There is only: files verify");
        }
        var found = Objects.requireNonNull(verification.getObject().verify().block());
        long deleted = deletesOrphans ? delete(found.orphans()) : 0;
        report(json.getObject().valueToTree(counted(found, deleted)), () -> tell(found, deleted));
        return found.missing().isEmpty() && found.orphans().size() == deleted ? 0 : 1;
    }

    private long delete(List<Listed> orphans) {
        return Objects.requireNonNull(verification.getObject().delete(orphans).block());
    }

    private void tell(Findings found, long deleted) {
        found.missing().forEach(file -> say("missing %s: %s", file.row(), file.key()));
        found.orphans().forEach(file -> say("orphan since %s: %s", file.since(), file.key()));
        say(
                "Files verified: files=%d named=%d missing=%d orphans=%d deleted=%d",
                found.files(),
                found.named(),
                found.missing().size(),
                found.orphans().size(),
                deleted);
    }

    private static Map<String, Object> counted(Findings found, long deleted) {
        return Map.of(
                "files", found.files(),
                "named", found.named(),
                "missing", found.missing(),
                "orphans", found.orphans(),
                "deleted", deleted);
    }
}
