package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.CorpusException;
import dev.nextword.text.Document;
import dev.nextword.text.OwnCorpora;
import dev.nextword.text.Upload;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a text: how it is cut into documents and words, how much it is, whether it is
 * English.
 *
 * @param name of the text
 * @param added when, in UTC
 * @param files that it consists of
 * @param leftOut files in zip files that are no text
 * @param bytes unpacked
 * @param documents as {@link Corpora} cuts them
 * @param sentences in all documents
 * @param words and marks: the tokens
 * @param vocabulary words that occur twice or more: those a model can learn
 * @param english share of the words that are among the commonest English ones; 0.35 to 0.5 in
 *     English text
 * @param preview beginnings of the first documents
 * @param warnings plain sentences on what will go wrong with it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CorpusReport(
    String name,
    String added,
    List<Upload.SourceFile> files,
    List<String> leftOut,
    long bytes,
    long documents,
    long sentences,
    long words,
    int vocabulary,
    double english,
    List<Excerpt> preview,
    List<String> warnings) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DOCUMENTS_SHOWN = 3;
  private static final int CHARACTERS_SHOWN = 400;
  private static final double HARDLY_ENGLISH = 0.2;

  private static final Set<String> COMMON =
      Set.of(
          ("the of and to a in that it is was i for on you he be with as by at have are this not but"
                  + " had his they from she which or we an there were her one do been all their has"
                  + " would will what if can when so no said who more about up out them me my your"
                  + " him n't 's could did some than then now like just know get")
              .split(" "));

  /**
   * The beginning of a document.
   *
   * @param text as it was cut out
   * @param tokens of that beginning, sentence by sentence
   */
  public record Excerpt(String text, List<List<String>> tokens) {}

  /**
   * Reads a text that is being added, from its first byte to its last.
   *
   * @throws CorpusException if it is not UTF-8, too long a line, or without words; names the file
   *     as the person knows it
   */
  public static CorpusReport of(String name, Upload upload) {
    try {
      return of(
          name, upload.files(), upload.leftOut(), upload.bytes(), Corpora.open(upload.folder()));
    } catch (CorpusException e) {
      throw new CorpusException(upload.withNames(String.valueOf(e.getMessage())), e);
    }
  }

  /** Reads a text that was not added by a person, from its first byte to its last. */
  public static CorpusReport of(String name, Corpus corpus) {
    return of(name, List.of(), List.of(), 0, corpus);
  }

  private static CorpusReport of(
      String name, List<Upload.SourceFile> files, List<String> leftOut, long bytes, Corpus corpus) {
    Tokenizer tokenizer = new Tokenizer();
    VocabularyBuilder counted = new VocabularyBuilder(tokenizer);
    List<Excerpt> preview = new ArrayList<>();
    long documents = 0;
    try (Stream<Document> all = corpus.documents()) {
      for (Document document : (Iterable<Document>) all::iterator) {
        counted.add(document.text());
        documents++;
        if (preview.size() < DOCUMENTS_SHOWN) {
          preview.add(excerpt(document.text(), tokenizer));
        }
      }
    }
    Vocabulary vocabulary = counted.build(Integer.MAX_VALUE, 2);
    long words = counted.words();
    double english = english(vocabulary, words);
    return new CorpusReport(
        name,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        files,
        leftOut,
        bytes,
        documents,
        counted.sentences(),
        words,
        vocabulary.size(),
        english,
        preview,
        warnings(words, documents, english));
  }

  private static double english(Vocabulary vocabulary, long words) {
    long common = 0;
    for (int id = Vocabulary.SPECIAL.size(); id < vocabulary.size(); id++) {
      if (COMMON.contains(vocabulary.word(id).toLowerCase(Locale.ROOT))) {
        common += vocabulary.count(id);
      }
    }
    return Math.round(1000.0 * common / Math.max(1, words)) / 1000.0;
  }

  private static List<String> warnings(long words, long documents, double english) {
    List<String> warnings = new ArrayList<>();
    if (documents < 3) {
      warnings.add(
          "Too few documents to train on: the parts to train, to validate and to test on need one"
              + " each. A document is a dialogue, a line of a file of sentences, or some 250 words of"
              + " prose.");
    }
    String little = Diagnosis.ofText(words);
    if (little != null) {
      warnings.add(little);
    }
    if (english < HARDLY_ENGLISH) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "This hardly looks like English: %.0f of 100 words are among its commonest ones, and in"
                  + " English text 35 to 50 are. Words are cut and capitals restored by English rules.",
              100 * english));
    }
    return warnings;
  }

  /** A sentence that says that there is too little text to learn a language from, or null. */
  public static @Nullable String tooLittle(long words) {
    return Diagnosis.ofText(words);
  }

  private static Excerpt excerpt(String text, Tokenizer tokenizer) {
    String beginning = text;
    if (text.length() > CHARACTERS_SHOWN) {
      int space = text.lastIndexOf(' ', CHARACTERS_SHOWN);
      beginning = text.substring(0, space > 0 ? space : CHARACTERS_SHOWN);
    }
    return new Excerpt(
        beginning, tokenizer.sentences(beginning).stream().map(Sentence::words).toList());
  }

  /** The report as it lies beside the text. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The report of a text that was added.
   *
   * @throws CorpusException if it cannot be read
   */
  public static CorpusReport read(OwnCorpora corpora, String name) {
    Path file = corpora.path(name).resolve(OwnCorpora.REPORT);
    try {
      return JSON.readValue(Files.readAllBytes(file), CorpusReport.class);
    } catch (IOException e) {
      throw new CorpusException(
          name + ": its report cannot be read; delete the text and add it again", e);
    }
  }
}
