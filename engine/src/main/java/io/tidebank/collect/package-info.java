/** How touches come in from files: formats, mappings, presets, imports, quarantine. */
@NullMarked
package io.tidebank.collect;

import org.jspecify.annotations.NullMarked;
