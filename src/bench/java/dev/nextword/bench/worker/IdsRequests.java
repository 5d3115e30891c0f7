package dev.nextword.bench.worker;

import dev.nextword.text.Corpora;
import dev.nextword.text.Document;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Text to ids: {@code ids FILE} reads a text file as a corpus and turns its documents into ids;
 * answers tokens, seconds, and the process's largest resident set in bytes so far.
 */
final class IdsRequests implements Worker.Requests {
  private static final int WORDS = 10_000;

  private final TextEncoder encoder;

  /** With the vocabulary of this text. */
  IdsRequests(Path vocabularyText) throws IOException {
    Tokenizer tokenizer = new Tokenizer();
    VocabularyBuilder builder = new VocabularyBuilder(tokenizer);
    try (Stream<Document> documents = Corpora.open(vocabularyText).documents()) {
      documents.forEach(document -> builder.add(document.text()));
    }
    encoder = new TextEncoder(builder.build(WORDS, 1), tokenizer);
  }

  @Override
  public String answer(String[] request) throws IOException {
    long start = System.nanoTime();
    long tokens = 0;
    try (Stream<Document> documents = Corpora.open(Path.of(request[1])).documents()) {
      for (Document document : (Iterable<Document>) documents::iterator) {
        tokens += encoder.encode(document.text()).length - 1;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return tokens + " " + seconds + " " + ResidentMemory.peak(ProcessHandle.current().pid());
  }
}
