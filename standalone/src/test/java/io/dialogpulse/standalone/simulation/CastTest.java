package io.dialogpulse.standalone.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.events.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CastTest {
    @Test
    void shouldEmployTheDemoUserWhoIsAnOperator() {
        List<Operator> demoOperators =
                ConfigFactory.parseResources("standalone.conf").getConfigList("query-api.page.demo-users").stream()
                        .filter(user -> user.getString("role").equals("operator"))
                        .map(CastTest::operator)
                        .toList();

        // Else the page would have nothing of theirs to show
        assertThat(demoOperators).isNotEmpty();
        assertThat(Cast.OPERATORS).containsAll(demoOperators);
    }

    private static Operator operator(Config user) {
        return new Operator(user.getString("id"), user.getString("name"), user.getString("department"));
    }
}
