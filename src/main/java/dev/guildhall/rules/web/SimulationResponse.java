package dev.guildhall.rules.web;

import dev.guildhall.rules.RuleSimulation;
import dev.guildhall.rules.SimulationResult;
import dev.guildhall.shared.web.PointedText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

record SimulationResponse(
        @Nullable Long ruleId,
        @Nullable Integer version,
        @Nullable Long firstEvent,
        @Nullable Long lastEvent,
        long examined,
        long matched,
        Map<String, Long> skipped,
        Map<String, Long> actions,
        SimulationResult.Difference difference,
        List<SimulationResult.Event> events,
        boolean complete,
        List<PointedText> problems) {

    static SimulationResponse from(SimulationResult result, MessageSource messages, Locale language) {
        return new SimulationResponse(
                result.ruleId(),
                result.version(),
                result.firstEvent(),
                result.lastEvent(),
                result.examined(),
                result.matched(),
                result.skipped(),
                result.actions(),
                result.difference(),
                result.events(),
                result.complete(),
                PointedText.of(result.problems(), messages, language));
    }

    /** One line of those that tell how far it is; the last one has the result. */
    record Line(
            long examined,
            long matched,
            long total,
            @Nullable SimulationResponse result) {

        static Line from(RuleSimulation.Step step, MessageSource messages, Locale language) {
            var result = step.result();
            return new Line(
                    step.examined(),
                    step.matched(),
                    step.total(),
                    result == null ? null : SimulationResponse.from(result, messages, language));
        }
    }
}
