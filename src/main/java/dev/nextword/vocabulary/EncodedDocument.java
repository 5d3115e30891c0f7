package dev.nextword.vocabulary;

import java.util.BitSet;

/**
 * A document as ids.
 *
 * @param ids {@code <eos> w w w <eos> w w <eos>}
 * @param answers the places in {@code ids} whose tokens lie in the document's answers
 */
public record EncodedDocument(int[] ids, BitSet answers) {}
