package io.dialogpulse.query.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.dialogpulse.schemas.StartException;

/**
 * The {@code query-api.limits} section of the settings; each is explained in {@code reference.conf}.
 *
 * @param burst requests of one user that may come at once
 */
public record RequestLimits(int requestsPerSecond, int burst, int concurrentRequests) {
    /**
     * Reads the section.
     *
     * @throws StartException if a value is not positive
     * @throws ConfigException if a value is missing or malformed
     */
    public static RequestLimits of(Config section) {
        return new RequestLimits(
                positive(section, "requests-per-second"),
                positive(section, "burst"),
                positive(section, "concurrent-requests"));
    }

    private static int positive(Config section, String name) {
        int value = section.getInt(name);
        if (value < 1) {
            throw new StartException("query-api.limits." + name + " is " + value + ", but must be at least 1", null);
        }
        return value;
    }
}
