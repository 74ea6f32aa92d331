/**
 * Who may do what with a home: API tokens, the owners and their browsers, and the log of changes. Secrets are seen once,
 * when they are made, and kept as hashes.
 */
@NullMarked
package io.tidebank.access;

import org.jspecify.annotations.NullMarked;
