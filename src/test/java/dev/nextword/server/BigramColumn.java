package dev.nextword.server;

import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Expected;
import dev.nextword.prediction.Phrase;
import dev.nextword.prediction.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real, small model for tests of the server and the page: counts of word pairs, mixed with counts
 * of words. It depends on nothing but the text before, so a test can ask it for the right answer.
 */
final class BigramColumn implements Column {
  private static final int PHRASE_WORDS = 4;
  private static final double PHRASE_STEP = 0.4;

  private final String name;
  private final double pairWeight;
  private final Map<String, Integer> words = new TreeMap<>();
  private final Map<String, Map<String, Integer>> pairs = new HashMap<>();
  private int total;

  /**
   * @param pairWeight how much a pair's count weighs against the single word's, 0 to 1
   */
  BigramColumn(String name, double pairWeight, List<String> sentences) {
    this.name = name;
    this.pairWeight = pairWeight;
    for (String sentence : sentences) {
      String before = "";
      for (String word : sentence.split(" ")) {
        words.merge(word, 1, Integer::sum);
        pairs.computeIfAbsent(before, b -> new TreeMap<>()).merge(word, 1, Integer::sum);
        total++;
        before = word;
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Completion complete(String text, int k) {
    int start = 1 + Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'));
    String typed = text.substring(start);
    String before = lastWord(text.substring(0, start));
    Map<String, Double> next = next(before, typed);
    next.keySet().removeIf(BigramColumn::isPunctuation); // it follows a word without a space
    List<Suggestion> suggestions = new ArrayList<>();
    next.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(k)
        .forEach(
            e ->
                suggestions.add(
                    new Suggestion(
                        e.getKey(), e.getKey().substring(typed.length()), e.getValue())));
    return new Completion(suggestions, phrase(suggestions));
  }

  @Override
  public Expected expected(String text, String word) {
    if (!words.containsKey(word)) {
      return new Expected(word, false, null, null, null);
    }
    List<Suggestion> all = complete(text, words.size()).suggestions();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).word().equals(word)) {
        return new Expected(word, true, i + 1, all.get(i).probability(), null);
      }
    }
    return new Expected(word, true, null, null, null);
  }

  @Override
  public double[] score(String context, List<String> candidates) {
    double[] scores = new double[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      String before = lastWord(context);
      for (String word : candidates.get(i).split(" ")) {
        scores[i] += Math.log(probability(before, word));
        before = word;
      }
    }
    return scores;
  }

  private @Nullable Phrase phrase(List<Suggestion> suggestions) {
    if (suggestions.isEmpty() || suggestions.get(0).probability() < PHRASE_STEP) {
      return null;
    }
    StringBuilder text = new StringBuilder(suggestions.get(0).completion());
    double probability = suggestions.get(0).probability();
    String word = suggestions.get(0).word();
    int count = 1;
    for (; count < PHRASE_WORDS; count++) {
      var best = next(word, "").entrySet().stream().max(Map.Entry.comparingByValue());
      if (best.isEmpty() || best.get().getValue() < PHRASE_STEP) {
        break;
      }
      word = best.get().getKey();
      text.append(isPunctuation(word) ? "" : " ").append(word);
      probability *= best.get().getValue();
    }
    return count == 1 ? null : new Phrase(text.toString(), probability);
  }

  private Map<String, Double> next(String before, String typed) {
    Map<String, Double> fitting = new TreeMap<>();
    double sum = 0;
    for (String word : words.keySet()) {
      if (word.startsWith(typed) && word.length() > typed.length()) {
        double probability = probability(before, word);
        fitting.put(word, probability);
        sum += probability;
      }
    }
    double all = sum;
    fitting.replaceAll((word, probability) -> probability / all);
    return fitting;
  }

  private double probability(String before, String word) {
    Map<String, Integer> after = pairs.getOrDefault(before, Map.of());
    int afterTotal = after.values().stream().mapToInt(Integer::intValue).sum();
    double pair = afterTotal == 0 ? 0 : after.getOrDefault(word, 0) / (double) afterTotal;
    return pairWeight * pair + (1 - pairWeight) * words.getOrDefault(word, 0) / total;
  }

  private static boolean isPunctuation(String word) {
    return word.length() == 1 && !Character.isLetter(word.charAt(0));
  }

  private static String lastWord(String text) {
    String stripped = text.strip();
    return stripped.substring(1 + Math.max(stripped.lastIndexOf(' '), stripped.lastIndexOf('\n')));
  }
}
