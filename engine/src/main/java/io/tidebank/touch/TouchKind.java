package io.tidebank.touch;

/**
 * One kind of touch.
 *
 * @param code position in the vocabulary, from 0: its rank among touches of one moment, and its number in fold state
 * @param kind its name in the touch table
 * @param family what it says about the person: passive, browse, active, state, trade, voice, link or other
 * @param en its name for readers of English
 * @param zh its name for readers of Chinese
 */
public record TouchKind(int code, String kind, String family, String en, String zh) {}
