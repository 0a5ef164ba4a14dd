package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    /** Where codes are handed to refusals and fields. */
    private static final Pattern CODE = Pattern.compile("""
            (?:new\\s+(?:BodyTooLarge|Conflict|Forbidden|MalformedBody|NotFound|Unauthenticated|Unavailable\
            |UnsupportedBody|WrongState)\\(\\s*\
            |InvalidFields\\.ofWhole\\(\\s*\
            |InvalidFields\\.of\\([^,()]+,\\s*\
            |FieldProblem\\.of\\(\\s*\
            |FieldProblem\\.ofElement\\([^,()]+,\\s*\
            |\\breject\\([^,()]+,\\s*)"([^"]+)\"""");

    private final Properties russian = read("messages_ru.properties");
    private final Properties english = read("messages_en.properties");

    @Test
    void saysTheSameThingsInBothLanguages() {
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(russian.stringPropertyNames());
    }

    @Test
    void saysEverythingTheCodeWantsToSay() {
        var codes = codesInUse();

        assertThat(codes).isNotEmpty();
        assertThat(russian.stringPropertyNames()).containsAll(codes);
    }

    @Test
    void fillsInTheSameValuesInBothLanguages() {
        assertThat(russian.stringPropertyNames())
                .allSatisfy(code ->
                        assertThat(placeholders(english, code)).as(code).isEqualTo(placeholders(russian, code)));
    }

    /** Whether an apostrophe has to be doubled depends on whether there are arguments. */
    @Test
    void usesNoApostrophes() {
        assertThat(Stream.concat(russian.values().stream(), english.values().stream()))
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank().doesNotContain("'"));
    }

    private static Set<String> placeholders(Properties messages, String code) {
        return Pattern.compile("\\{\\d")
                .matcher(messages.getProperty(code, ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codesInUse() {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(Files::isRegularFile)
                    .flatMap(source -> CODE.matcher(text(source)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties read(String file) {
        var messages = new Properties();
        try {
            messages.load(new StringReader(text(Path.of("src/main/resources", file))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return messages;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
