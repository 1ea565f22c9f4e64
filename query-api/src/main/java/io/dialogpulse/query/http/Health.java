package io.dialogpulse.query.http;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the app is.
 *
 * @param live false if only a restart helps
 * @param caughtUp whether all rows of the start have been there, so that answers are complete
 * @param missing what is missing until requests can be answered, in sentences; empty when ready
 */
public record Health(BooleanSupplier live, BooleanSupplier caughtUp, Supplier<List<String>> missing) {}
