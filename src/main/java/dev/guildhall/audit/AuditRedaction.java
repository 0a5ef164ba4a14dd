package dev.guildhall.audit;

/**
 * How an erasure takes what is personal out of the audit log without breaking the chain: what it changes it names, with a digest in its
 * own row, which is sealed. Whoever changes a row in any other way, or says later that it was an erasure, is found out as ever.
 */
public final class AuditRedaction {

    /** The action of the row that an erasure leaves; its state afterwards holds {@code erasure} and {@code digest}. */
    public static final String ERASED = "user.erased";

    /** The setting without which the table refuses to be changed; local to the transaction. */
    public static final String PERMISSION = "guildhall.erasure";

    /** Of some of the table {@code r}. */
    static final String DIGEST =
            "encode(sha256(convert_to(string_agg(r.entry_id || ':' || encode(r.line_hash, 'hex'), ',' ORDER BY r.entry_id), 'UTF8')), 'hex')";

    private static final String RECORD = """
            WITH e AS (
                $update RETURNING *
            ), r AS (
                INSERT INTO audit_redaction (entry_id, erasure, line_hash)
                SELECT e.id, $erasure, sha256(convert_to($line, 'UTF8')) FROM e
                RETURNING entry_id, line_hash
            )
            SELECT count(*), coalesce($digest, '') FROM r""";

    private AuditRedaction() {}

    /**
     * A statement that changes rows, records it, and gives how many there were and their digest.
     *
     * @param update of {@code audit_entry}, without {@code RETURNING}
     * @param erasure the parameter with the name of the erasure
     */
    public static String recorded(String update, String erasure) {
        return RECORD.replace("$update", update)
                .replace("$erasure", erasure)
                .replace("$line", AuditQueries.LINE)
                .replace("$digest", DIGEST);
    }
}
