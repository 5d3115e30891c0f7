package dev.nextword.prediction;

import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.util.List;

/** Sentences written for these tests, and what is made of them. */
public final class SmallCorpus {
  /** Each line a document. */
  public static final List<String> DOCUMENTS =
      """
      I would like to book the table by the window. Can you help her with it, please?
      I would like to know what time the train leaves. It leaves at 9:15, doesn't it?
      I don't know what the old sign means. I don't think that I can help you. I can't see it from here.
      She looked at him and said, "I'm not going with you." He didn't answer.
      She looked at his hands, and then at the letter (the one from Paris) on the table.
      Can you please send me the report? I'll read it on the train to Paris.
      We won't be there before noon. They're late, and we've got no time to lose!
      The weather in Paris was fine; the weather here isn't. That's how it goes.
      "Where have you been?" she asked. "I went to France when I was young," he said.
      Tom's sister speaks French and Spanish. She's lived in France for 12 years.
      He has a well-known restaurant in the old town. It's a five-minute walk from here.
      Today I need to take a loan. Last month I had to take a loan. Isn't that odd?
      There is a café near the station. We could meet there at 6 o'clock.
      You can call me at the office or at home. My number hasn't changed.
      They said that the old house was sold. Nobody knows who bought it.
      Why do you want to eat so late? I want to eat fish, and so does she.
      Do you know the way to the station? It's the first street on the left.
      The dog ran after the cat, the cat ran up the tree, and the dog lay down.
      My brother's friends are coming to dinner. I hope they'll bring something to drink.
      You shouldn't have said that. We could have been friends, couldn't we?
      """
          .lines()
          .toList();

  public static final Vocabulary VOCABULARY = vocabulary();
  public static final TextEncoder ENCODER = new TextEncoder(VOCABULARY, new Tokenizer());
  public static final List<int[]> IDS = DOCUMENTS.stream().map(ENCODER::encode).toList();

  private SmallCorpus() {}

  private static Vocabulary vocabulary() {
    VocabularyBuilder builder = new VocabularyBuilder(new Tokenizer());
    DOCUMENTS.forEach(builder::add);
    return builder.build(5_000, 1);
  }
}
