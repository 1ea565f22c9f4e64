package io.dialogpulse.query.http;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the app is.
 *
 * @param live false if only a restart helps
 * @param missing what is missing until requests can be answered, in sentences; empty when ready
 */
public record Health(BooleanSupplier live, Supplier<List<String>> missing) {}
