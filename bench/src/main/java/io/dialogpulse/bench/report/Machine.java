package io.dialogpulse.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Names the machine: a figure without it says nothing. */
public final class Machine {
    private Machine() {}

    /** One line: cores, memory, JDK, operating system. */
    public static String describe() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d cores, %.1f GiB memory, JDK %s (%s), %s %s %s"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getTotalMemorySize() / (double) (1L << 30),
                        System.getProperty("java.vm.version"),
                        System.getProperty("java.vendor"),
                        system.getName(),
                        system.getVersion(),
                        system.getArch());
    }
}
