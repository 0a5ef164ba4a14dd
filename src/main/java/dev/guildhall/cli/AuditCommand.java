package dev.guildhall.cli;

import dev.guildhall.audit.AuditEntry.Seal;
import dev.guildhall.audit.AuditQueries.Verdict;
import dev.guildhall.audit.AuditVerification;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Component
@Profile("cli")
@Command(
        name = "audit",
        description =
                "Looks at the whole audit log and names the first row that was changed, taken away or never sealed.")
class AuditCommand extends GuildhallCommand {

    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}):([0-9a-fA-F]{64})");

    private final ObjectProvider<AuditVerification> verification;

    @Parameters(paramLabel = "verify", description = "What to do with it.")
    private String what = "";

    @Option(
            names = "--head",
            paramLabel = "SEQ:HASH",
            description = "A head that was noted before. Who rewrites the log from there on cannot keep it.")
    private String head = "";

    AuditCommand(ObjectProvider<AuditVerification> verification) {
        this.verification = verification;
    }

    @Override
    public Integer call() {
        if (!what.equals("verify")) {
            throw misused("There is only: audit verify");
        }
        var noted = HEAD.matcher(head);
        if (!head.isEmpty() && !noted.matches()) {
            throw misused("--head must be a number and 64 hex digits, such as 12:9f86d0...");
        }
        var verdict = Objects.requireNonNull(verification.getObject().verify().block());
        if (verdict.problem() != null) {
            say("Audit log broken: %s", complaint(verdict));
            return 1;
        }
        if (!head.isEmpty()
                && !contains(
                        new Seal(Long.parseLong(noted.group(1)), noted.group(2).toLowerCase(Locale.ROOT)))) {
            say("Audit log broken: the head %s is not in it", head);
            return 1;
        }
        var last = verdict.head();
        say(
                "Audit log verified: rows=%d head=%s%s",
                verdict.rows(),
                last == null ? "none" : last.seq() + ":" + last.hash(),
                verdict.redacted() == 0 ? "" : " redacted=" + verdict.redacted());
        return 0;
    }

    private boolean contains(Seal noted) {
        return Boolean.TRUE.equals(verification.getObject().contains(noted).block());
    }

    private static String complaint(Verdict verdict) {
        return switch (Objects.requireNonNull(verdict.problem())) {
            case SEAL_MISSING -> "before seal " + verdict.seq() + " (row " + verdict.entryId() + ") a seal is missing";
            case ROW_MISSING -> "row " + verdict.entryId() + " (seal " + verdict.seq() + ") is missing";
            case ROW_CHANGED -> "row " + verdict.entryId() + " (seal " + verdict.seq() + ") was changed";
            case NOT_SEALED -> "row " + verdict.entryId() + " was not sealed in time; does a server run?";
        };
    }
}
