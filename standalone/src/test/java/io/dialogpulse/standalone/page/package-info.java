/** The page as its readers see it: in a real browser, over the real pipeline. */
package io.dialogpulse.standalone.page;
