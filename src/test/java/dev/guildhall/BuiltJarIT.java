package dev.guildhall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.OwnProcess;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That nothing is lost in the jar, which has the files of all libraries beside each other and beside ours. */
class BuiltJarIT {

    /** Left out by the pom, with its reasons. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|DEPENDENCIES|CHANGELOG|[^/]+\\.(SF|DSA|RSA)"
                    + "|(additional-)?spring-configuration-metadata\\.json|spring-devtools\\.properties|spring\\.tooling|spring/aot\\.factories"
                    + "|versions/\\d+/OSGI-INF/MANIFEST\\.MF)|(META-INF/versions/\\d+/)?module-info\\.class");

    /** What Spring and Netty read as properties. */
    private static final Pattern PROPERTIES = Pattern.compile(".*\\.(factories|properties|handlers|schemas)");

    private static JarFile jar;
    /** The libraries, and what is ours. */
    private static List<JarFile> parts;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(OwnProcess.jar().toFile());
        parts = new ArrayList<>();
        parts.add(new JarFile(
                OwnProcess.jar().resolveSibling("original-guildhall.jar").toFile()));
        for (var component : bom().path("components")) {
            parts.add(new JarFile(onTheClassPath(fileOf(component)).toFile()));
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (var part : parts) {
            part.close();
        }
        jar.close();
    }

    @Test
    void whatOnePartHasIsInItAsItIs() {
        assertThat(parts).hasSizeGreaterThan(150);
        var contested = contested();
        assertThat(files().filter(file -> !contested.contains(file.name())).filter(file -> !file.isIn(jar)))
                .isEmpty();
    }

    @Test
    void ofWhatSeveralPartsHaveEverythingSaidIsSaidInIt() throws IOException {
        var contested = contested();
        assertThat(contested).contains("META-INF/spring.factories", "META-INF/spring.schemas", "META-INF/LICENSE.txt");
        var lost = new ArrayList<String>();
        for (var file : files().filter(file -> contested.contains(file.name())).toList()) {
            var ours = sayings(jar, inTheJar(file.name()));
            sayings(file.part(), file.entry()).stream()
                    .filter(saying -> !ours.contains(saying))
                    .forEach(saying -> lost.add(file + ": " + saying));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void classesForNewerJvmsAreTakenFromItByThem() {
        assertThat(jar.isMultiRelease()).isTrue();
        var withoutSayingSo = files().filter(file -> file.name().startsWith("META-INF/versions/"))
                .map(PartFile::part)
                .filter(part -> !part.isMultiRelease());
        assertThat(withoutSayingSo).isEmpty();
    }

    @Test
    void onlyClassesAreNotCompressed() {
        assertThat(jar.stream().filter(entry -> !entry.isDirectory()))
                .allMatch(entry -> (entry.getMethod() == ZipEntry.STORED)
                        == entry.getName().endsWith(".class"));
    }

    @Test
    void itsVersionIsNotSaidOfTheLibraries() throws IOException {
        var manifest = jar.getManifest();
        assertThat(manifest.getMainAttributes()).doesNotContainKey(Attributes.Name.IMPLEMENTATION_VERSION);
        assertThat(manifest.getAttributes("dev/guildhall/").getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                .isEqualTo(bom().at("/metadata/component/version").asString());
    }

    @Test
    void itMayLoadNativeCode() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                .isEqualTo("ALL-UNNAMED");
    }

    private static JsonNode bom() throws IOException {
        var place = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
        return JsonMapper.shared().readTree(jar.getInputStream(jar.getEntry(place)));
    }

    /** As Maven names it: {@code artifact-version[-classifier].jar}. */
    private static String fileOf(JsonNode component) {
        var classifier = Pattern.compile("classifier=([^&]+)")
                .matcher(component.path("purl").asString());
        return component.path("name").asString() + "-"
                + component.path("version").asString() + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static Path onTheClassPath(String file) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not on the class path: " + file));
    }

    private static Stream<PartFile> files() {
        return parts.stream().flatMap(part -> part.stream()
                .filter(entry -> !entry.isDirectory()
                        && !LEFT_OUT.matcher(entry.getName()).matches())
                .map(entry -> new PartFile(part, entry)));
    }

    /** The names under which the parts have different contents, and the services, which are written anew. */
    private static Set<String> contested() {
        var contents = files().collect(
                        groupingBy(PartFile::name, mapping(file -> file.entry().getCrc(), toSet())));
        return contents.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1 || entry.getKey().startsWith("META-INF/services/"))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** In whatever case: {@code license.txt} is a part of {@code LICENSE.txt}. */
    private static @Nullable ZipEntry inTheJar(String name) {
        return jar.stream()
                .filter(entry -> entry.getName().equalsIgnoreCase(name))
                .findAny()
                .orElse(null);
    }

    /** Its lines, or which key has which value: two values of one key are not both there in what is read. */
    private static Set<String> sayings(ZipFile archive, @Nullable ZipEntry entry) throws IOException {
        if (entry == null) {
            return Set.of();
        }
        try (var content = archive.getInputStream(entry)) {
            var text = new String(content.readAllBytes(), UTF_8);
            return PROPERTIES.matcher(entry.getName()).matches() ? properties(text) : lines(text);
        }
    }

    private static Set<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(toSet());
    }

    private static Set<String> properties(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return properties.stringPropertyNames().stream()
                .flatMap(key ->
                        Arrays.stream(properties.getProperty(key).split(",")).map(value -> key + "=" + value.strip()))
                .collect(toSet());
    }

    private record PartFile(JarFile part, ZipEntry entry) {

        String name() {
            return entry.getName();
        }

        boolean isIn(ZipFile archive) {
            var same = archive.getEntry(name());
            return same != null && same.getCrc() == entry.getCrc() && same.getSize() == entry.getSize();
        }

        @Override
        public String toString() {
            return name() + " of " + Path.of(part.getName()).getFileName();
        }
    }
}
