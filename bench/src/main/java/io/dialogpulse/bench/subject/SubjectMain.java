package io.dialogpulse.bench.subject;

import io.dialogpulse.schemas.Settings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What runs in a subject's JVM: arguments are the {@link Subject} and its settings file. Every line on standard input is
 * answered with the numbers of records that its consumers have read so far; the end of standard input stops it in order.
 */
public final class SubjectMain {
    /** Begins an answer, which may stand among the subject's own output. */
    static final String ANSWER = "records read ";

    private SubjectMain() {}

    public static void main(String[] arguments) throws Exception {
        Subject subject = Subject.valueOf(arguments[0]);
        Settings settings = Settings.load(Optional.of(Path.of(arguments[1])), Map.of());
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        AutoCloseable app = subject.start(settings);
        try {
            while (orders.readLine() != null) {
                System.out.println(ANSWER + recordsRead());
            }
        } finally {
            app.close();
        }
        // Threads that a subject has left behind would keep a benchmark waiting.
        System.exit(0);
    }

    /** Two numbers: of records read to restore state, and of records read to be processed. */
    private static String recordsRead() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var consumers = new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*");
        long restored = 0;
        long processed = 0;
        for (ObjectName name : server.queryNames(consumers, null)) {
            long records = Math.round((Double) server.getAttribute(name, "records-consumed-total"));
            if (name.getKeyProperty("client-id").contains("restore-consumer")) {
                restored += records;
            } else {
                processed += records;
            }
        }
        return restored + " " + processed;
    }
}
