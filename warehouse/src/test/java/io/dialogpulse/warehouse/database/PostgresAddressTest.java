package io.dialogpulse.warehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://bi:p%40ss+word@db:6432/sales?sslmode=require",
                "postgres://bi:p%40ss+word@db:6432/sales?sslmode=require",
                "jdbc:postgresql://db:6432/sales?user=bi&password=p%40ss+word&sslmode=require"
            })
    void shouldTakeAnAddressApart(String text) {
        PostgresAddress address = PostgresAddress.parse(text);

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:6432/sales?sslmode=require");
        assertThat(address.user()).isEqualTo("bi");
        assertThat(address.password()).hasValue("p@ss+word");
    }

    @Test
    void shouldShowThePasswordNowhere() {
        PostgresAddress address = PostgresAddress.parse("postgresql://b%20i:secret@db/sales?sslmode=require");

        assertThat(address.withoutPassword()).isEqualTo("postgresql://b%20i@db:5432/sales?sslmode=require");
        assertThat(address).hasToString("postgresql://db:5432/sales");
        assertThat(PostgresAddress.parse(address.withoutPassword()).withPassword(Optional.of("secret")))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@db/sales",
                "postgresql://u:secret@db",
                "postgresql://u:secret@db/",
                "postgresql://u:secret@db/sales/dialogs",
                "postgresql:///sales?password=secret",
                "postgresql://u:secr et@db/sales",
                "postgresql://:secret@db/sales",
                "secret"
            })
    void shouldSayWhatIsWrongWithoutThePassword(String text) {
        assertThatThrownBy(() -> PostgresAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the database's address ")
                .hasMessageContaining("postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("secr");
    }
}
