package dev.nextword.text;

import java.util.stream.Stream;

/** A named source of documents, read as a stream: a corpus may be larger than memory. */
public interface Corpus {
  /** For messages and model cards. */
  String name();

  /**
   * All documents, in a fixed order. The stream holds files open: close it.
   *
   * @throws CorpusException when the text cannot be read; may also be thrown while the stream is
   *     consumed
   */
  Stream<Document> documents();

  /** The documents of one part, by {@link Split#of} unless a corpus says otherwise. */
  default Stream<Document> documents(Split split) {
    return documents().filter(document -> Split.of(document.text()) == split);
  }
}
