package io.dialogpulse.bench;

import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What one more event costs a short dialog, and a long one: the promise is that it costs the same.
 *
 * <p>The lengths take turns, so that whatever else the machine does meets all of them.
 */
@Command(name = "fold", description = "Measures one in-order event on dialogs of different lengths.")
final class FoldBench implements Runnable {
    private static final long EPOCH = 1_790_000_000_000L;
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Anna", null);
    private static final Person OPERATOR = new Person(Role.OPERATOR, "op1", "Oleg", "sales");

    @Option(names = "--lengths", split = ",", defaultValue = "10,10000", description = "Messages (${DEFAULT-VALUE}).")
    private List<Integer> lengths = List.of();

    @Option(names = "--repetitions", defaultValue = "9", description = "Measured rounds (${DEFAULT-VALUE}).")
    private int repetitions;

    @Option(names = "--events", defaultValue = "2000000", description = "Events a round (${DEFAULT-VALUE}).")
    private int events;

    @Override
    public void run() {
        Map<Integer, Dialog> dialogs = new LinkedHashMap<>();
        Map<Integer, List<Double>> nanos = new LinkedHashMap<>();
        for (int length : lengths) {
            dialogs.put(length, dialogOf(length));
            nanos.put(length, new ArrayList<>());
        }
        for (int round = -1; round < repetitions; round++) {
            boolean warmUp = round < 0;
            dialogs.forEach((length, dialog) -> {
                double measured = nanosAnEvent(dialog, length);
                if (!warmUp) {
                    nanos.getOrDefault(length, new ArrayList<>()).add(measured);
                }
            });
        }
        Table table = new Table("messages in the dialog", "ns for one more: median (range)");
        nanos.forEach(
                (length, measured) -> table.row(String.format("%,d", length), new Spread(measured).show("%,.0f")));
        System.out.println(Machine.describe());
        System.out.println(table);
    }

    private double nanosAnEvent(Dialog dialog, int length) {
        Message next = message(length);
        long sum = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            sum += dialog.after(next).counts().events();
        }
        double nanos = (System.nanoTime() - begin) / (double) events;
        // Uses the results, or the compiler might find out that nobody does.
        if (sum != (length + 1L) * events) {
            throw new IllegalStateException("a dialog of " + length + " events has not grown by one");
        }
        return nanos;
    }

    private static Dialog dialogOf(int length) {
        Dialog dialog = Dialog.begin("d", message(0));
        for (int i = 1; i < length; i++) {
            dialog = dialog.after(message(i));
        }
        return dialog;
    }

    private static Message message(int number) {
        return new Message(
                "e" + number,
                EPOCH + number * 1_000L,
                number % 2 == 0 ? CLIENT : OPERATOR,
                "Is it in stock?",
                0,
                false);
    }
}
