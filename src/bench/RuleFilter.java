package dev.guildhall.rules;

import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** How long it takes to find out that none of many rules is met by an event; see rule-filter.sh. */
public final class RuleFilter {

    private static final String FACTS = """
            {"actor": {"id": 1, "role": "client"}, "client": {"id": 7, "risk_level": "high", "risk_score": 50},
             "appointment": {"id": 3, "status": "NEW", "total_price": 100, "platform_tags": ["vip"]}, "master": {"id": 2},
             "event": {"payload": {"message_id": 12}}}""";

    /** The same as in rules.mjs. */
    private static final String CONDITION = """
            {"all": [{"field": "client.risk_level", "op": "in", "value": ["low", "medium", "high", "critical"]},
                     {"any": [{"field": "appointment.total_price", "op": ">", "value": %d},
                              {"field": "client.id", "op": "==", "value": %d}]}]}""";

    private RuleFilter() {}

    public static void main(String[] arguments) {
        var json = JsonMapper.shared();
        var facts = json.readTree(FACTS);
        System.out.printf("| rules, not met | µs per event |%n|---|---|%n");
        for (var count : new int[] {50, 500}) {
            var conditions = IntStream.range(0, count)
                    .mapToObj(number -> Condition.compile(
                            json.readTree(CONDITION.formatted(1_000_000 + number, -number - 1))))
                    .toList();
            var best = Double.MAX_VALUE;
            for (var round = 0; round < 10; round++) {
                var begin = System.nanoTime();
                for (var event = 0; event < 2_000; event++) {
                    if (conditions.stream().anyMatch(condition -> condition.isMet(facts))) {
                        throw new IllegalStateException("One is met");
                    }
                }
                best = Math.min(best, (System.nanoTime() - begin) / 2_000 / 1_000.0);
            }
            System.out.printf("| %d | %.0f |%n", count, best);
        }
    }
}
