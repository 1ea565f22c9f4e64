/** What the page has to know of its installation: how it differs from others, and who may try it. */
package io.dialogpulse.query.page;
