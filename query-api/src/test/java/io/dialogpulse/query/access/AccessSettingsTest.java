package io.dialogpulse.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.schemas.StartException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSettingsTest {
    private static final String SECRET = "secret = \"0123456789abcdef0123456789abcdef\"\n";
    private static final String PROVIDER = "jwks-url = \"https://login.example/keys\", issuer = i, audience = a\n";

    @Test
    void shouldKnowTheRolesOfTheContract() {
        Map<String, Role> roles = settings("", true).roles();

        assertThat(role(roles, "operator"))
                .isEqualTo(new Role(
                        "operator",
                        Map.of(Right.VIEW, Scope.OWN, Right.HISTORY, Scope.OWN, Right.ACT, Scope.OWN),
                        Set.of()));
        for (Right right : Right.values()) {
            assertThat(role(roles, "director").scope(right)).isEqualTo(Scope.ALL);
            assertThat(role(roles, "administrator").scope(right)).isEqualTo(Scope.ALL);
            assertThat(role(roles, "connector").scope(right)).isEqualTo(Scope.NONE);
            assertThat(role(roles, "analyst").scope(right)).isEqualTo(right == Right.VIEW ? Scope.ALL : Scope.NONE);
        }
        assertThat(roles.values().stream()
                        .filter(role -> role.may(Permission.PUBLISH))
                        .map(Role::name))
                .containsExactlyInAnyOrder("connector", "administrator");
    }

    @Test
    void shouldTakeRolesOfOnesOwn() {
        Map<String, Role> roles = settings(
                        "roles { operator { view = department }, \"team lead\" { view = all, review = own } }", true)
                .roles();

        assertThat(role(roles, "operator").scope(Right.VIEW)).isEqualTo(Scope.DEPARTMENT);
        assertThat(role(roles, "operator").scope(Right.ACT)).isEqualTo(Scope.OWN);
        assertThat(role(roles, "team lead").scope(Right.REVIEW)).isEqualTo(Scope.OWN);
    }

    @Test
    void shouldLetThisMachineInOnlyWhileNothingIsConfigured() {
        assertThat(settings("", true).anonymous()).map(Role::name).hasValue("administrator");
        assertThat(settings(SECRET, true).anonymous()).isEmpty();
        assertThat(settings(PROVIDER, true).anonymous()).isEmpty();
        assertThat(settings(SECRET + "anonymous-role = analyst", true).anonymous())
                .map(Role::name)
                .hasValue("analyst");
        assertThat(settings(SECRET, false).anonymous()).isEmpty();
        assertThat(settings(PROVIDER, false).keys()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                | set query-api.access.jwks-url",
                "secret = short                                    | query-api.access.secret has 5 bytes",
                "jwks-url = \"https://x.example/k\", audience = a  | query-api.access.issuer is empty",
                "jwks-url = \"https://x.example/k\", issuer = i    | query-api.access.audience is empty",
                "jwks-url = \"file:///etc/keys\", issuer = i, audience = a | neither http nor https",
                "jwks-url = \"nowhere\", issuer = i, audience = a  | which is no URL",
                "jwks-url = \"https://x.example/k\", secret = s    | both jwks-url and secret",
                "{S}, anonymous-role = administrator               | requests without a token would come from anybody",
                "{S}, roles.operator.view = some                   | roles.operator.view is \"some\", not one of none, own",
                "{S}, roles.operator.close = all                   | roles.operator has no right [close]",
                "{S}, roles.operator = all                         | roles.operator is all, not a group of rights",
            })
    void shouldRefuseWhatWouldLetStrangersInOrMeansNothing(String text, String message) {
        assertThatThrownBy(() -> settings(text.replace("{S}", SECRET.strip()), false))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAnAnonymousRoleThatDoesNotExist() {
        assertThatThrownBy(() -> settings("anonymous-role = king", true))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("anonymous-role is \"king\", which is none of query-api.access.roles: [admin");
    }

    @Test
    void shouldNeverTellTheSecret() {
        assertThat(settings(SECRET, true).toString()).doesNotContain("0123456789");
    }

    private static Role role(Map<String, Role> roles, String name) {
        return Objects.requireNonNull(roles.get(name), name);
    }

    private static AccessSettings settings(String text, boolean loopback) {
        Config section = ConfigFactory.parseString(text)
                .withFallback(ConfigFactory.defaultReference().getConfig("query-api.access"));
        return AccessSettings.of(section, loopback ? "127.0.0.1" : "0.0.0.0", loopback);
    }
}
