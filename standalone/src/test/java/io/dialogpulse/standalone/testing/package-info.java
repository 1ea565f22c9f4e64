/** Real parts for tests: a broker and a registry, and the apps as processes that can be killed. */
@NullMarked
package io.dialogpulse.standalone.testing;

import org.jspecify.annotations.NullMarked;
