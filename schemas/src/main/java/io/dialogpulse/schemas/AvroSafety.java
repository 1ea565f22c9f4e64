package io.dialogpulse.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** What Avro may do with bytes from outside; it is told once per process, before the first record is read. */
final class AvroSafety {
    private static final String OUR_PACKAGES = "io.dialogpulse.";
    private static final int LONGEST = 64 << 20;

    static {
        // Since 1.12.2 Avro makes objects of trusted classes only: ours, besides its own.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(OUR_PACKAGES)));
        // A length in garbage bytes must not become an allocation: nothing longer fits into a Kafka record.
        limit("bytes");
        limit("string");
        limit("collectionItems");
    }

    private AvroSafety() {}

    /** Makes sure that Avro has been told. */
    static void ensure() {
        // Loading the class does it.
    }

    private static void limit(String what) {
        String property = "org.apache.avro.limits." + what + ".maxLength";
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(LONGEST));
        }
    }
}
