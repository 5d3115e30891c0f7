package dev.nextword.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Vocabulary WORDS =
      vocabulary("the", "French", "free", "Tom", "THE", "fresh", "n't", "theory");

  @Test
  void idsAndWords() {
    assertEquals(11, WORDS.size());
    assertEquals(4, WORDS.id("French"));
    assertEquals("French", WORDS.word(4));
    assertEquals(Vocabulary.UNKNOWN, WORDS.id("german"));
    assertEquals(0, WORDS.count(4));
  }

  @Test
  void equalAreThoseWithTheSameWordsAndCounts() {
    List<String> words = List.of("<unk>", "<num>", "<eos>", "the");
    Vocabulary one = new Vocabulary(words, new long[] {1, 2, 3, 4});
    Vocabulary same = new Vocabulary(new ArrayList<>(words), new long[] {1, 2, 3, 4});
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, new Vocabulary(words, new long[] {1, 2, 3, 5}));
    assertNotEquals(one, new Vocabulary(Vocabulary.SPECIAL, new long[] {1, 2, 3}));
  }

  @Test
  void aMissingSpellingFallsBackToAnotherCase() {
    assertEquals(WORDS.id("free"), WORDS.idInAnyCase("FREE"));
    assertEquals(WORDS.id("French"), WORDS.idInAnyCase("FRENCH"));
    assertEquals(WORDS.id("THE"), WORDS.idInAnyCase("THE"));
    assertEquals(WORDS.id("Tom"), WORDS.idInAnyCase("tom"));
    assertEquals(Vocabulary.UNKNOWN, WORDS.idInAnyCase("German"));
  }

  @Test
  void aSpecialWordInTheTextIsNotTheSpecialOne() {
    assertEquals(Vocabulary.UNKNOWN, WORDS.idInAnyCase("<eos>"));
    assertEquals(Vocabulary.UNKNOWN, WORDS.idInAnyCase("<NUM>"));
  }

  @Test
  void smallLettersFindCapitals() {
    assertEquals(List.of("French", "free", "fresh"), found("fre", false));
    assertEquals(List.of("the", "THE", "theory"), found("the", false));
  }

  @Test
  void capitalsAreMeantExceptAtASentencesStart() {
    assertEquals(List.of("French"), found("Fre", false));
    assertEquals(List.of("French", "free", "fresh"), found("Fre", true));
    assertEquals(List.of("THE"), found("T", false).stream().filter("THE"::equals).toList());
  }

  @Test
  void twoCapitalsFindEverything() {
    assertEquals(List.of("the", "THE", "theory"), found("TH", false));
  }

  @Test
  void noLettersFindEveryWordButNoSpecialOne() {
    assertArrayEquals(IntStream.range(3, 11).toArray(), WORDS.withPrefix("", false));
    assertArrayEquals(new int[0], WORDS.withPrefix("<", false));
    assertArrayEquals(new int[0], WORDS.withPrefix("zzz", true));
  }

  @Test
  void prefixesAgreeWithASearchThroughAllWords() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      Set<String> words = new LinkedHashSet<>();
      for (int i = 0; i < 40; i++) {
        words.add(randomWord(random, 1 + random.nextInt(4)));
      }
      Vocabulary vocabulary = vocabulary(words.toArray(String[]::new));
      for (int i = 0; i < 20; i++) {
        String letters = randomWord(random, random.nextInt(4));
        boolean start = random.nextBoolean();
        assertArrayEquals(
            slowly(vocabulary, letters, start),
            vocabulary.withPrefix(letters, start),
            () -> letters + " in " + words);
      }
    }
  }

  @Test
  void whatIsNoVocabularyIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of("the")));
    assertThrows(IllegalArgumentException.class, () -> vocabulary("the", "the"));
    assertThrows(
        IllegalArgumentException.class, () -> new Vocabulary(Vocabulary.SPECIAL, new long[2]));
  }

  /** The rule of {@link Vocabulary#withPrefix}, letter by letter. */
  private static int[] slowly(Vocabulary vocabulary, String letters, boolean start) {
    return IntStream.range(3, vocabulary.size())
        .filter(id -> fits(vocabulary.word(id), letters, start))
        .toArray();
  }

  private static boolean fits(String word, String letters, boolean start) {
    if (word.length() < letters.length()) {
      return false;
    }
    boolean allCapitals = letters.length() >= 2 && letters.chars().allMatch(Character::isUpperCase);
    for (int i = 0; i < letters.length(); i++) {
      String typed = letters.substring(i, i + 1);
      String letter = word.substring(i, i + 1);
      boolean anyCase = Character.isLowerCase(typed.charAt(0)) || allCapitals || (start && i == 0);
      if (!(anyCase
          ? typed.toLowerCase(Locale.ROOT).equals(letter.toLowerCase(Locale.ROOT))
          : typed.equals(letter))) {
        return false;
      }
    }
    return true;
  }

  private static String randomWord(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("abAB\u00e9".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private static List<String> found(String letters, boolean start) {
    return Arrays.stream(WORDS.withPrefix(letters, start)).mapToObj(WORDS::word).toList();
  }

  private static Vocabulary vocabulary(String... words) {
    List<String> all = new ArrayList<>(Vocabulary.SPECIAL);
    all.addAll(List.of(words));
    return new Vocabulary(all);
  }
}
