package dev.guildhall.shared.web;

import dev.guildhall.shared.PointedProblem;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** What is wrong where, in the reader's language. */
public record PointedText(String pointer, String message) {

    public static List<PointedText> of(List<PointedProblem> problems, MessageSource messages, Locale locale) {
        return problems.stream()
                .map(problem -> new PointedText(
                        problem.pointer(),
                        messages.getMessage(problem.code(), problem.arguments().toArray(), locale)))
                .toList();
    }
}
