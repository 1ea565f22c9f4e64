package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.Installation;
import io.dialogpulse.standalone.runtime.Ports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the user sees when everything is ready: where it is, and what to try. */
record Greeting(Ports ports, Installation installation, boolean simulated, Instant now) {
    String text() {
        String page = "http://127.0.0.1:" + ports.http();
        return """

                Ready.
                  page and API     %1$s/
                  Kafka            %2$s
                  schema registry  %3$s

                Try:
                  curl '%1$s/api/v1/dialogs?status=CLIENT_WAITING&sort=-lastMessageAt&limit=3'
                  curl '%1$s/api/v1/events' -H 'Content-Type: application/json' -d '%4$s'
                  curl '%1$s/api/v1/dialogs/my-first'

                %5$sCtrl-C stops everything.
                """.formatted(
                        page,
                        installation.kafka().bootstrap(),
                        installation.registry().url(),
                        firstEvent(),
                        simulated ? "Simulated channels are writing: watch the page move.\n" : "");
    }

    private String firstEvent() {
        return """
                {"type": "opened", "eventId": "e1", "dialogId": "my-first", "occurredAt": "%s", "lineId": "support", \
                "channel": "livechat", "client": {"name": "Anna"}}""".formatted(now.truncatedTo(ChronoUnit.SECONDS));
    }
}
