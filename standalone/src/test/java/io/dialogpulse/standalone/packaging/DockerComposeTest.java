package io.dialogpulse.standalone.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose.yml} and the Dockerfiles, against the settings, versions and classes that exist. */
class DockerComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SETTING = Pattern.compile("\\$\\{\\?(DIALOGPULSE_\\w+)}");

    private JsonNode services = MissingNode.getInstance();

    @BeforeEach
    void read() throws IOException {
        services = new YAMLMapper()
                .readTree(ROOT.resolve("docker-compose.yml").toFile())
                .get("services");
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "query-api", "connect"})
    void shouldSetOnlySettingsThatTheAppsRead(String app) throws IOException {
        Set<String> known = settings();
        for (String name : names(services.get(app).get("environment"))) {
            boolean passedThrough = name.startsWith("DIALOGPULSE_KAFKA_") || name.startsWith("DIALOGPULSE_REGISTRY_");
            assertThat(passedThrough || known.contains(name))
                    .as("%s is %s or one of %s", name, "a property of Kafka or the registry", known)
                    .isTrue();
        }
    }

    @Test
    void shouldPublishPortsOnLoopbackOnly() {
        List<String> published = new ArrayList<>();
        services.forEach(service -> service.path("ports").forEach(port -> published.add(port.asText())));
        assertThat(published).hasSize(5).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void shouldUseTheVersionsOfTheBuild() throws IOException {
        assertThat(services.get("kafka").get("image").asText()).isEqualTo("apache/kafka:" + property("kafka.version"));
        assertThat(services.get("registry").get("image").asText())
                .isEqualTo("apicurio/apicurio-registry:" + property("apicurio.version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "query-api", "connect"})
    void shouldBuildTheAppFromItsModuleWithTheFlagsOfTheBuild(String app) throws Exception {
        String file = services.get(app).get("build").get("dockerfile").asText();
        List<String> arguments = entrypoint(Files.readString(ROOT.resolve(file)));

        assertThat(arguments.getFirst()).isEqualTo("java");
        String flags = String.join(" ", arguments.subList(1, arguments.indexOf("-cp")));
        assertThat(property("jvm.flags")).contains(flags);
        assertThat(Class.forName(arguments.getLast()).getMethod("main", String[].class))
                .isNotNull();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> entrypoint(String dockerfile) throws IOException {
        String json = dockerfile
                .substring(dockerfile.indexOf("ENTRYPOINT") + "ENTRYPOINT".length())
                .replace("\\\n", "");
        List<String> arguments = new ArrayList<>();
        new YAMLMapper().readTree(json).forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    /** Every environment variable that a {@code reference.conf} names. */
    private static Set<String> settings() throws IOException {
        Set<String> found = new TreeSet<>();
        for (URL reference :
                Collections.list(DockerComposeTest.class.getClassLoader().getResources("reference.conf"))) {
            try (var in = reference.openStream()) {
                Matcher matcher = SETTING.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static String property(String name) throws IOException {
        Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">(.*)</")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(matcher.find()).as("pom.xml has %s", name).isTrue();
        return matcher.group(1);
    }
}
