/** The dialog list at size: the product's index and PostgreSQL hold the same rows and answer the same questions. */
@NullMarked
package io.dialogpulse.bench.list;

import org.jspecify.annotations.NullMarked;
