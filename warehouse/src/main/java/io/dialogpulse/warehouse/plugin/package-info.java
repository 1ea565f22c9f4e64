/** What a Connect worker loads from the plugin folder: it knows nothing of the rest of the project. */
@NullMarked
package io.dialogpulse.warehouse.plugin;

import org.jspecify.annotations.NullMarked;
