package io.dialogpulse.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.schemas.StartException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PageSettingsTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SECRET = "access.secret = \"a secret of no less than 32 bytes\"\n";
    private static final String ANONYMOUS = "access.anonymous-role = administrator\n";
    private static final String OLGA =
            "page.demo-users = [{ id = op-06, name = Olga, role = operator, department = support }]\n";

    @Test
    void shouldHaveNeitherLinksNorUsersUnlessTold() {
        PageSettings settings = settings("", true);

        assertThat(settings.channelLinks()).isEmpty();
        assertThat(settings.demo()).isEmpty();
    }

    @Test
    void shouldLetWhoeverIsHereBecomeADemoUser() {
        String told = SECRET + ANONYMOUS + OLGA;
        DemoLogin demo = settings(told, true).demo().orElseThrow();

        String token = demo.tokenOf("op-06").orElseThrow();

        Caller caller = new Authentication(access(told, true), CLOCK).caller("Bearer " + token);
        assertThat(caller).isEqualTo(demo.users().getFirst());
        assertThat(caller.department()).isEqualTo("support");
        assertThat(demo.tokenOf("op-07")).isEmpty();
    }

    @Test
    void shouldRefuseDemoUsersWhereStrangersCouldBecomeThem() {
        assertThatThrownBy(() -> settings(SECRET + OLGA, false))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("query-api.page.demo-users has 1 users");
        assertThatThrownBy(() -> settings(SECRET + OLGA, true)).hasMessageContaining("with an anonymous-role");
    }

    @Test
    void shouldRefuseDemoUsersWithoutASecretForTheirTokens() {
        assertThatThrownBy(() -> settings(OLGA, true)).hasMessageContaining("needs query-api.access.secret");
    }

    @Test
    void shouldRefuseADemoUserOfAnUnknownRole() {
        assertThatThrownBy(() -> settings(SECRET + ANONYMOUS + OLGA.replace("operator", "boss"), true))
                .hasMessageContaining("names the role \"boss\"");
    }

    @Test
    void shouldRefuseALinkThatIsNotOfTheWeb() {
        assertThatThrownBy(() -> settings("page.channel-links { vk = \"javascript:alert(1)\" }", true))
                .hasMessageContaining("query-api.page.channel-links.vk is \"javascript:alert(1)\"");
    }

    private static PageSettings settings(String text, boolean loopback) {
        return PageSettings.of(section(text).getConfig("page"), access(text, loopback), loopback, CLOCK);
    }

    private static AccessSettings access(String text, boolean loopback) {
        return AccessSettings.of(section(text).getConfig("access"), loopback ? "127.0.0.1" : "0.0.0.0", loopback);
    }

    private static Config section(String text) {
        return ConfigFactory.parseString(text)
                .withFallback(ConfigFactory.defaultReference().getConfig("query-api"));
    }
}
