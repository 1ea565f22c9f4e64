/** The container files agree with the code they run. */
@NullMarked
package io.dialogpulse.standalone.packaging;

import org.jspecify.annotations.NullMarked;
