package dev.nextword.cli;

import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Split;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code corpus stats}: how much text there is, by part. */
@Command(
    name = "stats",
    description = "Counts documents, sentences and tokens (words and marks), by part.")
final class CorpusStatsCommand implements Runnable {
  @Mixin private Output output;

  @Parameters(
      paramLabel = "NAME-or-PATH",
      description = "A .txt or .txt.gz file, a folder of them, or a text that was fetched.")
  private String argument;

  /**
   * Counts of one part.
   *
   * @param words and marks: the tokens
   */
  record Counts(long documents, long sentences, long words) {
    Counts plus(long moreSentences, long moreWords) {
      return new Counts(documents + 1, sentences + moreSentences, words + moreWords);
    }

    Counts plus(Counts other) {
      return new Counts(
          documents + other.documents, sentences + other.sentences, words + other.words);
    }
  }

  @Override
  public void run() {
    Path path = CorpusArgument.path(argument);
    Corpus corpus = Corpora.open(path);
    Map<Split, Counts> parts = count(corpus);
    Map<String, Counts> named = new LinkedHashMap<>();
    Counts all = new Counts(0, 0, 0);
    for (Map.Entry<Split, Counts> part : parts.entrySet()) {
      named.put(part.getKey().name().toLowerCase(Locale.ROOT), part.getValue());
      all = all.plus(part.getValue());
    }
    named.put("all", all);
    if (output.isJson()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("name", corpus.name());
      result.put("sha256", Corpora.sha256(path));
      result.put("parts", named);
      output.printJson(result);
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("part", "documents", "sentences", "tokens"));
      named.forEach((name, counts) -> rows.add(row(name, counts)));
      output.printTable(rows);
    }
  }

  private static Map<Split, Counts> count(Corpus corpus) {
    Map<Split, Counts> parts = new LinkedHashMap<>();
    Tokenizer tokenizer = new Tokenizer();
    for (Split split : Split.values()) {
      Counts counts = new Counts(0, 0, 0);
      try (Stream<Document> documents = corpus.documents(split)) {
        for (Document document : (Iterable<Document>) documents::iterator) {
          List<Sentence> sentences = tokenizer.sentences(document.text());
          long tokens = sentences.stream().mapToLong(s -> s.tokens().size()).sum();
          counts = counts.plus(sentences.size(), tokens);
        }
      }
      parts.put(split, counts);
    }
    return parts;
  }

  private static List<String> row(String name, Counts counts) {
    return List.of(
        name, number(counts.documents()), number(counts.sentences()), number(counts.words()));
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
